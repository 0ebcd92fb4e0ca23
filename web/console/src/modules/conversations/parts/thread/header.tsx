import { ArrowLeftOutlined, EllipsisOutlined, IdcardOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useCan, useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { giveBack, reopen } from "../../api/actions";
import { AssignReason } from "../assign-reason";
import { useSubjectNames } from "../list/mine";
import { MoodLine } from "../mood/line";
import { PromiseLeft } from "../promise";
import type { Together } from "../together/dialogs";
import { useTogetherItems } from "../together/items";
import { Wants } from "../wants";
import styles from "./thread.module.css";

export type Dialog = Together | "transfer" | "close" | "subject" | null;

type Props = {
  summary: Summary;
  phone: boolean;
  showCards: (() => void) | null;
  onBack: () => void;
  open: (dialog: Dialog) => void;
  onNote: () => void;
};

function Act(props: { label: string; keys: string; onClick: () => void }) {
  return (
    <button type="button" className={styles.act} onClick={props.onClick}>
      <KeyCap combo={props.keys} />
      {props.label}
    </button>
  );
}

/** What may be done with a conversation in its present state. */
function Acts({ summary, phone, open, onNote }: Omit<Props, "showCards" | "onBack">) {
  const t = useT();
  const me = useMe();
  const allowed = useCan();
  const notices = useNotices();
  const { state, id } = summary;
  const live = state !== "closed";
  const mine = summary.assignee?.id === me.id;
  const fail = notices.failed;
  const transfers = live && allowed("conversations.transfer");
  const closes = live && state !== "queued" && allowed("conversations.close");
  const returns = live && mine && allowed("conversations.transfer");
  const items = [
    phone &&
      transfers && {
        key: "t",
        label: t("conversations:transfer"),
        onClick: () => open("transfer"),
      },
    phone && closes && { key: "e", label: t("conversations:close"), onClick: () => open("close") },
    returns && {
      key: "back",
      label: t("conversations:return"),
      onClick: () => {
        giveBack(id).then(() => notices.done(t("conversations:returned")), fail);
      },
    },
    ...useTogetherItems(summary, open),
  ].filter((item) => item !== false);
  return (
    <div className={styles.acts}>
      {!live && allowed("conversations.close") && (
        <Button size="small" onClick={() => reopen(id).catch(fail)}>
          {t("conversations:reopen")}
        </Button>
      )}
      {!phone && live && <Act label={t("conversations:note")} keys="n" onClick={onNote} />}
      {!phone && transfers && (
        <Act label={t("conversations:transfer")} keys="t" onClick={() => open("transfer")} />
      )}
      {!phone && closes && (
        <Act label={t("conversations:close")} keys="e" onClick={() => open("close")} />
      )}
      {items.length > 0 && (
        <Dropdown menu={{ items }} trigger={["click"]}>
          <Button type="text" icon={<EllipsisOutlined />} aria-label={t("conversations:more")} />
        </Dropdown>
      )}
    </div>
  );
}

/** Who it is, what about, why it came to me, and what can be done. */
export function ThreadHeader(props: Props) {
  const t = useT();
  const me = useMe();
  const subject = useSubjectNames();
  const { summary, phone, showCards, onBack } = props;
  const about = subject(summary.subject_id);
  const Heading = phone ? "h1" : "h2";
  return (
    <header className={styles.head}>
      {phone && (
        <button
          type="button"
          className={styles.back}
          aria-label={t("conversations:back")}
          onClick={onBack}
        >
          <ArrowLeftOutlined />
        </button>
      )}
      <div className={styles.titles}>
        <Heading>{summary.customer.name}</Heading>
        {!phone && <span className={styles.tag}>{summary.ref}</span>}
        {summary.state !== "closed" && (
          <button type="button" className={styles.tag} onClick={() => props.open("subject")}>
            {about || t("conversations:subject.choose")}
          </button>
        )}
        {summary.state === "closed" && (
          <span className={styles.tag}>
            {t("conversations:closed")}
            {about && ` · ${about}`}
          </span>
        )}
        {summary.clock && (
          <span className={styles.promise}>
            {!phone && (
              <span className={styles.quiet}>{t(`conversations:clock.${summary.clock.kind}`)}</span>
            )}
            <PromiseLeft clock={summary.clock} />
          </span>
        )}
        <Wants wants={summary.wants} />
        <MoodLine summary={summary} />
        {!phone && <AssignReason summary={summary} />}
        {summary.assignee && summary.assignee.id !== me.id && (
          <span className={styles.tag}>
            {t("conversations:handled_by", { name: summary.assignee.name })}
          </span>
        )}
      </div>
      <Acts {...props} />
      {showCards && (
        <Button
          type="text"
          icon={<IdcardOutlined />}
          aria-label={t("conversations:cards")}
          title={t("conversations:cards")}
          onClick={showCards}
        />
      )}
    </header>
  );
}
