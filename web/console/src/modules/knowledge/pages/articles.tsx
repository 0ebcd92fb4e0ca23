import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { Endless } from "@/shell/hooks/endless";
import { useGo } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Section } from "@/ui/page";
import { articlesQuery } from "../api/articles";
import { type Filters, filtersOf, listPath, withFilter } from "../api/filters";
import { WRITE } from "../api/shapes";
import { ArticleRows } from "../parts/article-rows";
import styles from "../parts/articles.module.css";
import { CategorySide } from "../parts/category-side";
import { FilterBar } from "../parts/filter-bar";
import { Frame } from "../parts/frame";
import { NewDialog } from "../parts/new-dialog";
import { SearchBox } from "../parts/search-box";
import { SearchResults } from "../parts/search-results";

function List({ filters }: { filters: Filters }) {
  const t = useT();
  const query = useInfiniteQuery(articlesQuery(filters));
  const empty =
    Object.keys(filters).length > 0
      ? { title: t("knowledge:none.fits") }
      : { title: t("knowledge:none"), hint: t("knowledge:none.hint") };
  return (
    <Endless query={query} empty={empty} rows={8}>
      {(articles) => <ArticleRows articles={articles} />}
    </Endless>
  );
}

/** 知识库: what the shop knows, by category, state and words. */
export default function ArticlesPage() {
  const t = useT();
  const go = useGo();
  const allowed = useCan();
  const phone = usePhone();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const filters = filtersOf(search);
  const set = (change: { [K in keyof Filters]?: string }) =>
    go(listPath(withFilter(filters, change)), { replace: true });
  const { q, audience, locale, shop_id } = filters;
  const ranked = q !== undefined && !filters.state && !filters.due;
  const close = () => go(listPath(filters), { replace: true });
  return (
    <Frame
      actions={
        allowed(WRITE) && (
          <Button type="primary" onClick={() => go("/knowledge?new=1")}>
            {t("knowledge:new")}
          </Button>
        )
      }
    >
      <div className={phone ? undefined : styles.columns}>
        {!phone && (
          <CategorySide
            chosen={filters.category_id}
            choose={(id) => set({ category_id: id ?? "" })}
          />
        )}
        <div className={styles.main}>
          <SearchBox asked={q ?? ""} search={(text) => set({ q: text })} />
          <FilterBar filters={filters} set={set} />
          <Section>
            {ranked ? (
              <SearchResults
                asked={{
                  q,
                  ...(audience ? { audience } : {}),
                  ...(locale ? { locale } : {}),
                  ...(shop_id ? { shop_id } : {}),
                }}
              />
            ) : (
              <List filters={filters} />
            )}
          </Section>
        </div>
      </div>
      {search.new && allowed(WRITE) && (
        <NewDialog title={search.title ?? ""} category={filters.category_id} close={close} />
      )}
    </Frame>
  );
}
