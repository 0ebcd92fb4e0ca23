import {
  BarcodeOutlined,
  CalendarOutlined,
  CarOutlined,
  ClockCircleOutlined,
  EnvironmentOutlined,
  MailOutlined,
  NumberOutlined,
  PayCircleOutlined,
  PhoneOutlined,
  SearchOutlined,
  ShoppingOutlined,
} from "@ant-design/icons";
import { type ComponentType, useState } from "react";
import type { Thing } from "@/api/types";
import type { BeneathProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { searchFor } from "@/shell/hooks/palette";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import { atOnce, leadsSomewhere, sayThing, useThings } from "../../api/entities";
import styles from "./chips.module.css";

const ICONS: Record<Thing["type"], ComponentType> = {
  order_no: BarcodeOutlined,
  tracking_no: CarOutlined,
  phone: PhoneOutlined,
  email: MailOutlined,
  address: EnvironmentOutlined,
  product: ShoppingOutlined,
  amount: PayCircleOutlined,
  date: CalendarOutlined,
  time: ClockCircleOutlined,
  quantity: NumberOutlined,
};

function Face({ thing }: { thing: Thing }) {
  const Icon = ICONS[thing.type];
  return (
    <>
      <Icon aria-hidden />
      <span className={styles.words}>{sayThing(thing)}</span>
    </>
  );
}

/** One thing: a click copies it, the glass looks for it everywhere. */
function Chip({ thing }: { thing: Thing }) {
  const t = useT();
  const notices = useNotices();
  const kind = t(`conversations:entity.${thing.type}`);
  const said = sayThing(thing);
  if (!thing.whole) {
    return (
      <span
        className={styles.chip}
        data-entity={thing.type}
        title={t("conversations:entity.hidden", { kind })}
      >
        <span className={styles.face}>
          <Face thing={thing} />
        </span>
      </span>
    );
  }
  const copy = () =>
    copyText(said).then(
      () => notices.done(t("conversations:entity.copied", { said })),
      notices.failed,
    );
  const copies = t("conversations:entity.copy", { kind, said });
  const finds = t("conversations:entity.find", { kind, said });
  return (
    <span className={styles.chip} data-entity={thing.type}>
      <button
        type="button"
        className={styles.face}
        title={copies}
        aria-label={copies}
        onClick={copy}
      >
        <Face thing={thing} />
      </button>
      {leadsSomewhere(thing) && (
        <button
          type="button"
          className={styles.find}
          title={finds}
          aria-label={finds}
          onClick={() => searchFor(said)}
        >
          <SearchOutlined aria-hidden />
        </button>
      )}
    </span>
  );
}

/** What a message holds that can be used (识别出的信息), under its words. */
export default function Chips({ conversation, number }: BeneathProps) {
  const t = useT();
  const things = useThings(conversation, number);
  const [open, setOpen] = useState(false);
  if (things.length === 0) return null;
  const shown = open ? things : atOnce(things);
  const more = things.length - shown.length;
  return (
    <span className={styles.chips}>
      {shown.map((thing) => (
        <Chip key={`${thing.type} ${thing.value} ${thing.words}`} thing={thing} />
      ))}
      {more > 0 && (
        <button type="button" className={styles.more} onClick={() => setOpen(true)}>
          {t("conversations:entity.more", { count: more })}
        </button>
      )}
    </span>
  );
}
