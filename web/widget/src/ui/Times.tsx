import { useId } from 'preact/hooks';
import type { State } from '../core/state';
import { dayName, differs, groupDays, localTime } from '../rules/hours';
import { useChat } from './context';
import { waitText } from './time';

/** 服务时间: when the shop is open, by whose clock, and how soon it answers. */
export function Times({ state }: { state: State }) {
  const chat = useChat();
  const title = useId();
  const { config, availability, strings, language } = state;
  if (!config) return null;
  const { week, time_zone: zone, answer_seconds: promised } = config.service;
  const foreign = differs(zone, new Date());
  const opens = availability?.next_open_at;
  return (
    <section class="times" aria-labelledby={title}>
      <b id={title}>{strings.times}</b>
      {week ? (
        <dl>
          {groupDays(week).map(({ from, to, periods }) => (
            <div key={from}>
              <dt>
                {from === 0 && to === 6
                  ? strings.everyDay
                  : from === to
                    ? dayName(from, language)
                    : strings.dayTo(dayName(from, language), dayName(to, language))}
              </dt>
              <dd>{periods || strings.closedDay}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p>{strings.always}</p>
      )}
      {week && foreign && <p>{strings.shopClock(zone)}</p>}
      {opens && foreign && <p>{strings.opensLocal(localTime(opens, language))}</p>}
      {promised && <p>{strings.promise(waitText(promised, strings))}</p>}
      <button type="button" class="link" onClick={() => chat.store.set({ times: false })}>
        {strings.close}
      </button>
    </section>
  );
}
