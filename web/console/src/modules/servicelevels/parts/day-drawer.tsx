import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Drawer, Form, Input, Radio, Select } from "antd";
import { api, unwrap } from "@/api/client";
import type { CalendarDay } from "@/api/types";
import { useShops } from "@/shell/hooks/directory";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { calendarQuery } from "../api/policies";

type Manner = "closed" | "working" | "own";
type Values = {
  day: string;
  name: string;
  shop_id: string | null;
  manner: Manner;
  times: string;
};
type Props = { day: CalendarDay | null; year: number; close: () => void };

const PERIOD = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

/** "9:00-12:00, 13:30-18:00" as periods; null if it cannot be read. */
export function periodsFrom(text: string): [string, string][] | null {
  const parts = text
    .replaceAll("：", ":")
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map((part) => part.replace(/^(\d):/, "0$1:").replace(/-(\d):/, "-0$1:"));
  if (parts.length === 0 || !parts.every((part) => PERIOD.test(part))) return null;
  return parts.map((part): [string, string] => [part.slice(0, 5), part.slice(6)]);
}

function toValues(day: CalendarDay | null): Values {
  const times = (day?.periods ?? []).map(([from, to]) => `${from}-${to}`).join(", ");
  const manner = day?.periods == null ? (day ? "working" : "closed") : times ? "own" : "closed";
  return {
    day: day?.day ?? "",
    name: day?.name ?? "",
    shop_id: day?.shop_id ?? null,
    manner,
    times,
  };
}

/** One day that differs: closed, as a working day, or at times of its own. */
export function DayDrawer({ day, year, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const notices = useNotices();
  const client = useQueryClient();
  const shops = useShops();
  const [form] = Form.useForm<Values>();
  const manner = Form.useWatch("manner", form) ?? toValues(day).manner;
  const refresh = calendarQuery(year).queryKey;
  const save = useEdit({
    act: ({ manner, times, ...rest }: Values) => {
      const periods = manner === "working" ? null : manner === "own" ? periodsFrom(times) : [];
      const body = { ...rest, shop_id: rest.shop_id ?? null, periods };
      return day
        ? unwrap(
            api.PUT("/api/calendar/days/{day_id}", {
              params: { path: { day_id: day.id } },
              headers: ifMatch(day),
              body,
            }),
          )
        : unwrap(api.POST("/api/calendar/days", { body }));
    },
    refresh,
    done: close,
  });
  const remove = useMutation({
    mutationFn: (gone: CalendarDay) =>
      unwrap(api.DELETE("/api/calendar/days/{day_id}", { params: { path: { day_id: gone.id } } })),
    onSuccess: (_, { id, version, ...body }) => {
      const look = () => client.invalidateQueries({ queryKey: refresh });
      void look();
      notices.undoable(t("shell:deleted", { name: body.name }), () => {
        unwrap(api.POST("/api/calendar/days", { body })).then(look, notices.failed);
      });
      close();
    },
    onError: notices.failed,
  });
  const failure = save.error;
  const required = { required: true, message: t("servicelevels:required") };
  return (
    <Drawer
      open
      size={480}
      title={day?.name ?? t("servicelevels:day.add")}
      onClose={close}
      footer={
        <div style={{ display: "flex", gap: 8 }}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
          <span style={{ flex: 1 }} />
          {day && (
            <Button danger onClick={() => remove.mutate(day)}>
              {t("shell:delete")}
            </Button>
          )}
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={toValues(day)}
        onFinish={(values) => save.mutate(values)}
      >
        <Form.Item name="day" label={t("servicelevels:day.date")} rules={[required]}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
        <Form.Item name="name" label={t("servicelevels:day.name")} rules={[required]}>
          <Input />
        </Form.Item>
        <Form.Item name="shop_id" label={t("servicelevels:day.shop")}>
          <Select
            allowClear
            placeholder={t("servicelevels:day.everywhere")}
            options={shops.map((shop) => ({ value: shop.id, label: shop.name }))}
          />
        </Form.Item>
        <Form.Item name="manner" label={t("servicelevels:day.manner")}>
          <Radio.Group
            options={(["closed", "working", "own"] as const).map((value) => ({
              value,
              label: t(`servicelevels:day.manner.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="times"
          hidden={manner !== "own"}
          label={t("servicelevels:day.times")}
          extra={t("servicelevels:day.times.hint")}
          rules={[
            {
              validator: (_, text: string) =>
                manner !== "own" || periodsFrom(text)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("servicelevels:day.times.wrong"))),
            },
          ]}
        >
          <Input placeholder="09:00-12:00, 13:30-18:00" />
        </Form.Item>
        {failure && <Alert type="error" showIcon title={sentence(failure)} />}
      </Form>
    </Drawer>
  );
}
