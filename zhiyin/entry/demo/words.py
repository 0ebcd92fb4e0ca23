"""The words the demo's texts are filled with: goods, places, names."""

from typing import NamedTuple


class Product(NamedTuple):
    """Something the tea shop sells, `tea` or `ware`; the price is in fen."""

    kind: str
    zh: str
    en: str
    price: int


class Place(NamedTuple):
    """A city and a district with a street in it."""

    zh: str
    en: str
    street: str


PRODUCTS = (
    Product("ware", "紫砂侧把壶 220 ml", "side-handle Yixing pot", 26800),
    Product("tea", "武夷大红袍 50 g", "Wuyi Da Hong Pao", 16800),
    Product("tea", "明前龙井 100 g", "pre-Qingming Longjing", 39800),
    Product("tea", "2019 易武生普 357 g", "2019 Yiwu raw pu'er cake", 45800),
    Product("tea", "白毫银针 50 g", "Silver Needle white tea", 22600),
    Product("ware", "手绘青花盖碗 150 ml", "hand-painted gaiwan", 12800),
    Product("ware", "耐热玻璃公道杯 300 ml", "glass fairness pitcher", 6900),
    Product("ware", "柴烧品茗杯", "pair of wood-fired cups", 15600),
    Product("ware", "黑胡桃干泡台 40 cm", "walnut tea tray", 32900),
    Product("tea", "四季茶礼盒", "four seasons gift box", 38800),
    Product("tea", "正山小种 100 g", "Lapsang Souchong", 13800),
    Product("tea", "铁观音清香型 125 g", "light Tieguanyin", 11800),
    Product("tea", "陈年白牡丹 200 g", "aged White Peony", 25800),
    Product("ware", "汝窑旅行茶具", "Ru-glaze travel set", 19800),
    Product("ware", "竹制茶则茶针套装", "bamboo scoop and needle set", 4900),
    Product("tea", "茉莉龙珠 80 g", "jasmine pearls", 8800),
)
# Name in both languages, and how the tracking numbers begin.
CARRIERS = (
    ("顺丰", "SF Express", "SF"),
    ("中通", "ZTO Express", "78"),
    ("圆通", "YTO Express", "YT"),
    ("韵达", "Yunda Express", "46"),
    ("京东快递", "JD Logistics", "JDV"),
    ("邮政 EMS", "EMS", "EK"),
)
PLACES = (
    Place("杭州", "Hangzhou", "西湖区文三路"),
    Place("上海", "Shanghai", "徐汇区漕溪路"),
    Place("北京", "Beijing", "朝阳区望京街"),
    Place("广州", "Guangzhou", "天河区体育东路"),
    Place("深圳", "Shenzhen", "南山区科技园路"),
    Place("成都", "Chengdu", "武侯区科华路"),
    Place("武汉", "Wuhan", "洪山区珞喻路"),
    Place("南京", "Nanjing", "鼓楼区北京西路"),
    Place("西安", "Xi'an", "雁塔区小寨东路"),
    Place("重庆", "Chongqing", "渝北区新牌坊路"),
    Place("苏州", "Suzhou", "姑苏区人民路"),
    Place("长沙", "Changsha", "岳麓区麓山路"),
    Place("厦门", "Xiamen", "思明区湖滨南路"),
    Place("青岛", "Qingdao", "市南区香港中路"),
    Place("郑州", "Zhengzhou", "金水区花园路"),
    Place("沈阳", "Shenyang", "和平区青年大街"),
    Place("昆明", "Kunming", "五华区翠湖路"),
    Place("合肥", "Hefei", "蜀山区黄山路"),
    Place("福州", "Fuzhou", "鼓楼区五四路"),
    Place("哈尔滨", "Harbin", "南岗区学府路"),
    Place("济南", "Jinan", "历下区经十路"),
    Place("宁波", "Ningbo", "鄞州区天童路"),
    Place("佛山", "Foshan", "禅城区季华路"),
    Place("乌鲁木齐", "Urumqi", "天山区新华路"),
)
COMPANIES = (
    "杭州云栖文化传播有限公司",
    "上海明澈设计事务所",
    "北京百川信息技术有限公司",
    "深圳市远帆贸易有限公司",
    "成都锦里茶文化有限公司",
    "苏州清和园林工程有限公司",
    "武汉江城教育咨询有限公司",
    "广州和顺酒店管理有限公司",
)
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁"
    "任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝龚邵万钱严洪武莫孔"
)
WOMEN = "芳敏静丽艳娟霞颖璐薇琳瑶岚倩"
WOMEN_TWO = (
    "秀英婷婷雪梅晓燕慧敏佳怡雨欣思琪梦瑶诗涵欣怡紫萱若曦雅静文静玉兰海燕春梅晓红美玲婉清心悦可馨"
)
MEN = "伟强磊军洋勇杰涛超明刚平辉鹏飞浩宇博"
MEN_TWO = (
    "志强建国建华国强俊杰子轩浩然宇航文博天宇明轩晓东海涛立新永强志明家豪一鸣思远嘉诚振华正阳承志"
)


def _pairs(text: str) -> tuple[str, ...]:
    return tuple(text[place : place + 2] for place in range(0, len(text), 2))


GIVEN_WOMEN = (*WOMEN, *_pairs(WOMEN_TWO))
GIVEN_MEN = (*MEN, *_pairs(MEN_TWO))
ENGLISH_NAMES = (
    "Emma Wilson",
    "James Parker",
    "Olivia Brown",
    "Daniel Kim",
    "Sophie Martin",
    "Lucas Weber",
    "Hannah Lee",
    "Marco Rossi",
    "Grace Taylor",
    "Noah Schmidt",
    "Isla Campbell",
    "Priya Sharma",
    "Tom Becker",
    "Julia Novak",
    "Ben Carter",
    "Anna Larsen",
)
LEVELS = ("普通", "银卡", "金卡", "黑金")
TAGS = (
    "爱喝岩茶",
    "爱喝绿茶",
    "老茶客",
    "新手",
    "常送礼",
    "企业客户",
    "价格敏感",
    "催件多",
    "好评多",
    "需要发票",
    "偏好顺丰",
    "只收工作日",
    "紫砂收藏",
    "直播来的",
)
NOTES = (
    "喜欢中足火的岩茶，推荐前先问今年的焙火日期。",
    "收件人是前台，派送前要先打电话。",
    "公司每年中秋、春节各订一次礼盒，需要专票。",
    "两次反馈过壶盖松，发货前请仓库先试水。",
    "习惯晚上九点后下单，第二天一早会问发货。",
    "耳朵不好，尽量用文字沟通。",
    "曾投诉包装破损，处理后满意，发货请用加厚内衬。",
    "家里老人喝茶，适合温和的白茶和熟普。",
    "对价格敏感，活动前提醒会很高兴。",
    "懂茶，回答要具体到山场和年份，不要用套话。",
)
_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1"
BROWSERS = (
    f"Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) {_SAFARI} Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 (Linux; Android 16) {_WEBKIT} Chrome/142.0 Mobile MicroMessenger/8.0.60",
    f"Mozilla/5.0 (Linux; Android 15; PJX110) {_WEBKIT} Chrome/141.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/142.0 Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/142.0 Safari/537.36 Edg/142.0",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) {_SAFARI} Safari/605.1.15",
)
