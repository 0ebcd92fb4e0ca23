import { Button } from "antd";
import { useState } from "react";
import { useCan, useMe } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useLabel, useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import type { Ticket } from "../api/tickets";
import { isLive, useFirstStatus, useType } from "../api/types";
import { useEditing } from "./editing";
import { EndDialog } from "./end-dialog";
import { StatusTag } from "./marks";
import styles from "./ticket.module.css";

/** Where a ticket stands among the statuses of its type; one click puts it somewhere else. */
export function StatusBar({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const label = useLabel();
  const allowed = useCan()("tickets.edit") && ticket.may_edit;
  const { change, busy } = useEditing();
  const live = isLive(ticket.state);
  const statuses = (useType(ticket.type_id)?.statuses ?? []).filter(
    ({ code, kind, active }) => code === ticket.status || (isLive(kind) && active !== false),
  );
  if (!allowed || !live) {
    return (
      <div className={styles.bar}>
        <StatusTag {...ticket} />
        {allowed && <Reopen ticket={ticket} />}
      </div>
    );
  }
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is a block of a form */}
      <div role="group" className={styles.steps} aria-label={t("tickets:field.status")}>
        {statuses.map(({ code, kind, name }) => (
          <button
            key={code}
            type="button"
            className={styles.standing}
            data-kind={kind}
            aria-pressed={code === ticket.status}
            disabled={busy}
            onClick={() => code !== ticket.status && change({ status: code })}
          >
            {label(name)}
          </button>
        ))}
      </div>
      <Take ticket={ticket} />
      <End ticket={ticket} />
    </div>
  );
}

/** A ticket that nobody has is one click from being mine. */
function Take({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const me = useMe();
  const { change, busy } = useEditing();
  const free = ticket.owner_id === null;
  const take = () => change({ owner_id: me.id });
  useShortcut("t", take, free && !busy);
  if (!free) return null;
  return (
    <Button disabled={busy} onClick={take}>
      {t("tickets:take")} <KeyCap combo="t" />
    </Button>
  );
}

function End({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [ending, setEnding] = useState(false);
  useShortcut("e", () => setEnding(true));
  return (
    <>
      <Button type="primary" onClick={() => setEnding(true)}>
        {t("tickets:end")} <KeyCap combo="e" />
      </Button>
      {ending && <EndDialog ticket={ticket} close={() => setEnding(false)} />}
    </>
  );
}

function Reopen({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { change, busy } = useEditing();
  const first = useFirstStatus(ticket.type_id);
  if (!first) return null;
  return (
    <Button loading={busy} onClick={() => change({ status: first })}>
      {t("tickets:reopen")}
    </Button>
  );
}
