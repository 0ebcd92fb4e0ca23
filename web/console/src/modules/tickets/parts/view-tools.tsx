import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useGo } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { type Asked, pathOf, STANDARD, sameTickets } from "../api/asked";
import { asView, lookOf, useDeleteView, useMoveView, useSaveView, type View } from "../api/views";
import { ViewDialog } from "./view-dialog";

/** What is on screen now, as a view would hold it. */
export type Shown = { asked: Asked; columns: string[]; by: string | null };

type Props = { view: View | undefined; shown: Shown; changed: boolean };

/** Keeps what is on screen as a view, or as the view it came from. */
export function ViewTools({ view, shown, changed }: Props) {
  const t = useT();
  const go = useGo();
  const [dialog, setDialog] = useState<"new" | "edit" | null>(null);
  const open = (each: View) => {
    setDialog(null);
    go(pathOf({ view: each.id }), { replace: true });
  };
  const save = useSaveView(open);
  const remove = useDeleteView(() => go("/tickets", { replace: true }));
  const look = {
    asked: asView(shown.asked),
    columns: shown.columns,
    grouping: shown.by,
  };
  const mine = view?.may_edit === true;
  // On a phone what nobody has changed takes no room.
  const plain =
    usePhone() && !view && STANDARD.some((each) => sameTickets(each.asked, shown.asked));
  return (
    <>
      {view && changed && (
        <Button onClick={() => go(pathOf({ view: view.id }), { replace: true })}>
          {t("tickets:view.reset")}
        </Button>
      )}
      {view && changed && mine && (
        <Button
          type="primary"
          ghost
          loading={save.isPending}
          onClick={() => save.mutate({ view, body: { ...lookOf(view), ...look } })}
        >
          {t("tickets:view.update")}
        </Button>
      )}
      {(!view || changed) && !plain && (
        <Button onClick={() => setDialog("new")}>{t("tickets:view.save")}</Button>
      )}
      {view && mine && !changed && (
        <ViewMenu
          view={view}
          edit={() => setDialog("edit")}
          remove={() => remove.mutate({ id: view.id, name: view.name })}
        />
      )}
      {dialog && (
        <ViewDialog
          view={dialog === "edit" ? (view ?? null) : null}
          look={look}
          done={open}
          close={() => setDialog(null)}
        />
      )}
    </>
  );
}

type MenuProps = { view: View; edit: () => void; remove: () => void };

/** What is done with the view itself. */
function ViewMenu({ view, edit, remove }: MenuProps) {
  const t = useT();
  const { room, move } = useMoveView();
  const { up, down } = room(view);
  const acts: Record<string, () => void> = {
    edit,
    up: () => move(view, -1),
    down: () => move(view, 1),
    delete: remove,
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "edit", label: t("tickets:view.edit") },
          { key: "up", label: t("tickets:view.up"), disabled: up < 1 },
          { key: "down", label: t("tickets:view.down"), disabled: down < 1 },
          { key: "delete", label: t("shell:delete"), danger: true },
        ],
        onClick: ({ key }) => acts[key]?.(),
      }}
    >
      <Button icon={<EllipsisOutlined />} aria-label={t("tickets:view.more")} />
    </Dropdown>
  );
}
