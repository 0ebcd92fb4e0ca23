import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { Page, Section } from "@/ui/page";
import { type Box, countsQuery, tasksQuery, type Which } from "../api/tasks";
import { EditTask } from "../parts/edit-task";
import { TaskDrawer } from "../parts/task-drawer";
import { TaskList } from "../parts/task-list";
import styles from "../parts/tasks.module.css";

const BOXES: Box[] = ["mine", "team", "all"];
const STATES: Which[] = ["open", "overdue", "done"];

function List({ box, which, show }: { box: Box; which: Which; show: (id: string) => void }) {
  const t = useT();
  const query = useInfiniteQuery(tasksQuery(box, which));
  const empty = { title: t(`tasks:none.${which}`), hint: t(`tasks:none.${which}.hint`) };
  return (
    <Endless query={query} empty={empty}>
      {(tasks) => <TaskList tasks={tasks} show={show} />}
    </Endless>
  );
}

/** 待办: what has to be done, by whom, until when. */
export default function TasksPage() {
  const t = useT();
  const go = useGo();
  const allowed = useCan();
  const asked = useQueryParam("task");
  const making = useQueryParam("new") !== undefined;
  const [box, setBox] = useState<Box>("mine");
  const [which, setWhich] = useState<Which>("open");
  const { data: counts } = useQuery(countsQuery);
  const mayMake = allowed("procedures.edit_tasks");
  const back = () => go("/tasks");
  useShortcut("n", () => go("/tasks?new=1"), mayMake);
  const number = (count: number | undefined) => (count ? ` ${count >= 100 ? "99+" : count}` : "");
  const boxLabel = (each: Box) =>
    t(`tasks:box.${each}`) +
    number(each === "mine" ? counts?.mine : each === "team" ? counts?.unowned : undefined);
  return (
    <Page
      wide
      title={t("tasks:menu")}
      lead={t("tasks:lead")}
      actions={
        mayMake && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => go("/tasks?new=1")}>
            {t("tasks:new")} <KeyCap combo="n" />
          </Button>
        )
      }
    >
      <div className={styles.filters}>
        <Segmented<Box>
          aria-label={t("tasks:whose")}
          value={box}
          onChange={setBox}
          options={BOXES.map((value) => ({ value, label: boxLabel(value) }))}
        />
        <Segmented<Which>
          aria-label={t("tasks:which")}
          value={which}
          onChange={setWhich}
          options={STATES.map((value) => ({
            value,
            label: t(`tasks:show.${value}`) + (value === "overdue" ? number(counts?.overdue) : ""),
          }))}
        />
      </div>
      <Section>
        <List box={box} which={which} show={(id) => go(`/tasks?task=${id}`)} />
      </Section>
      {making && <EditTask close={back} />}
      {asked && <TaskDrawer id={asked} close={back} />}
    </Page>
  );
}
