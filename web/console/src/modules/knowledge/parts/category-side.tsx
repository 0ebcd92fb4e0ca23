import { useLabel, useT } from "@/shell/hooks/text";
import { type Branch, flat, treeOf, useCategories } from "../api/categories";
import styles from "./articles.module.css";

type Props = { chosen: string | undefined; choose: (id: string | undefined) => void };

function Entry(props: {
  name: string;
  count: number;
  depth: number;
  on: boolean;
  act: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        style={{ paddingInlineStart: 12 + props.depth * 16 }}
        aria-current={props.on ? "true" : undefined}
        onClick={props.act}
      >
        <span>{props.name}</span>
        <span className={`${styles.quiet} tnum`}>{props.count}</span>
      </button>
    </li>
  );
}

/** The category tree beside the list; a category shows what is below it as well (分类). */
export function CategorySide({ chosen, choose }: Props) {
  const t = useT();
  const label = useLabel();
  const tree = treeOf(useCategories());
  const path = new Set(chosen ? ancestors(tree, chosen) : []);
  // Below a branch only the way to what is chosen is open, and its own children.
  const shown = flat(tree).filter(
    ({ category, depth }) => depth === 0 || path.has(category.parent_id ?? ""),
  );
  return (
    <nav className={styles.side} aria-label={t("knowledge:categories")}>
      <ul>
        <Entry
          name={t("knowledge:categories.all")}
          count={tree.reduce((sum, branch) => sum + branch.all, 0)}
          depth={0}
          on={chosen === undefined}
          act={() => choose(undefined)}
        />
        {shown.map(({ category, depth, all }) => (
          <Entry
            key={category.id}
            name={label(category.name)}
            count={all}
            depth={depth}
            on={category.id === chosen}
            act={() => choose(category.id)}
          />
        ))}
      </ul>
    </nav>
  );
}

/** A category and those above it. */
function ancestors(tree: Branch[], id: string): string[] {
  const all = flat(tree).map(({ category }) => category);
  const found: string[] = [];
  let at = all.find((one) => one.id === id);
  while (at && !found.includes(at.id)) {
    found.push(at.id);
    const parent = at.parent_id;
    at = all.find((one) => one.id === parent);
  }
  return found;
}
