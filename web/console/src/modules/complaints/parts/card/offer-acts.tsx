import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import {
  type Complaint,
  choose,
  link,
  type Offer,
  useComplaintMove,
  withdraw,
} from "../../api/complaints";
import styles from "../complaints.module.css";
import { FormDialog } from "../form-dialog";

type Props = { one: Complaint; offer: Offer };

/** What can be done with an offer that stands: its link, a choice by phone, taking it back. */
export function OfferActs({ one, offer }: Props) {
  const t = useT();
  const notices = useNotices();
  const [choosing, setChoosing] = useState(false);
  const linking = useComplaintMove(() => link(one, offer));
  const taking = useComplaintMove(() => withdraw(one, offer));
  if (!one.may.offer || !["waiting", "sent"].includes(offer.state)) return null;
  const copy = () =>
    linking.mutate(undefined, {
      onSuccess: (made) => {
        copyText(made.link).then(
          () => notices.done(t("complaints:link.copied")),
          () => notices.done(made.link),
        );
      },
      onError: notices.failed,
    });
  return (
    <div className={styles.acts}>
      {offer.state === "waiting" && (
        <span className={styles.quiet}>{t("complaints:offer.waiting.hint")}</span>
      )}
      {offer.state === "sent" && (
        <>
          <Button size="small" loading={linking.isPending} onClick={copy}>
            {t("complaints:link.copy")}
          </Button>
          <Button size="small" onClick={() => setChoosing(true)}>
            {t("complaints:choice.note")}
          </Button>
        </>
      )}
      <Button
        size="small"
        loading={taking.isPending}
        onClick={() => taking.mutate(undefined, { onError: notices.failed })}
      >
        {t("complaints:offer.withdraw")}
      </Button>
      {choosing && <Choice one={one} offer={offer} close={() => setChoosing(false)} />}
    </div>
  );
}

type Values = { place: number; words?: string };

/** What the customer said on the phone. */
function Choice({ one, offer, close }: Props & { close: () => void }) {
  const t = useT();
  const note = ({ place, words }: Values) =>
    choose(one, offer, { place: place || null, words: words?.trim() ?? "" });
  return (
    <FormDialog<Values>
      title={t("complaints:choice.note")}
      initial={{ place: offer.options[0]?.place ?? 0 }}
      act={note}
      close={close}
    >
      <Form.Item name="place" label={t("complaints:choice.which")}>
        <Radio.Group
          vertical
          options={[
            ...offer.options.map((each) => ({ value: each.place, label: each.text })),
            { value: 0, label: t("complaints:choice.none") },
          ]}
        />
      </Form.Item>
      <Instead />
    </FormDialog>
  );
}

/** What the customer wants where none of the options suits. */
function Instead() {
  const t = useT();
  const place = Form.useWatch("place");
  const needed = t("complaints:choice.words.needed");
  if (place !== 0) return null;
  return (
    <Form.Item
      name="words"
      label={t("complaints:choice.words")}
      rules={[{ required: true, whitespace: true, message: needed }]}
    >
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
    </Form.Item>
  );
}
