// Everything here only adds: the page is whole without it.
(() => {
  const page = document.body.dataset;
  const tell = (fields) => navigator.sendBeacon?.(`/help/${page.shop}/seen`, new URLSearchParams(fields));

  // The chat is fetched when it is asked for, or when this browser has talked here before. It tells
  // the agent the title of this page, which is the article's.
  const fetchChat = () => {
    window.Zhiyin ??= (...call) => (window.Zhiyin.q ??= []).push(call);
    if (document.querySelector('script[data-widget]')) return;
    const script = document.createElement('script');
    Object.assign(script.dataset, { widget: page.widget, language: page.language, theme: 'auto' });
    script.src = '/widget/widget.js';
    document.head.append(script);
  };
  if (page.widget) {
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith(`zhiyin:${page.widget}:`))) fetchChat();
    } catch {
      // A browser that keeps nothing has not talked here before.
    }
    for (const link of document.querySelectorAll('a[data-ask]')) {
      link.addEventListener('click', (event) => {
        event.preventDefault();
        fetchChat();
        window.Zhiyin('open');
      });
    }
  }

  if (page.article && !document.prerendering) tell({ article: page.article });
  for (const link of document.querySelectorAll('a[data-found]')) {
    const { found, place } = link.dataset;
    link.addEventListener('click', () => tell({ article: found, search: page.search, place }));
  }

  // Suggestions while typing: a list box under the field, moved through with the arrow keys.
  for (const input of document.querySelectorAll('input[data-suggest]')) {
    const list = document.createElement('ul');
    Object.assign(list, { id: 'offered', className: 'offered', hidden: true });
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.dataset.suggestions);
    input.after(list);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'offered', 'aria-expanded': 'false' })) {
      input.setAttribute(name, value);
    }
    let items = [];
    let chosen = -1;
    let asked = 0;
    let timer = 0;
    const draw = () => {
      list.replaceChildren(...items.map((item, at) => {
        const line = document.createElement('li');
        line.id = `offered-${at}`;
        line.setAttribute('role', 'option');
        line.setAttribute('aria-selected', String(at === chosen));
        let place = 0;
        for (const [begin, end] of item.marks) {
          const mark = document.createElement('mark');
          mark.textContent = item.title.slice(begin, end);
          line.append(item.title.slice(place, begin), mark);
          place = end;
        }
        line.append(item.title.slice(place));
        line.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          location.assign(item.path);
        });
        return line;
      }));
      list.hidden = items.length === 0;
      input.setAttribute('aria-expanded', String(!list.hidden));
      if (chosen < 0) input.removeAttribute('aria-activedescendant');
      else input.setAttribute('aria-activedescendant', `offered-${chosen}`);
    };
    const close = () => {
      asked += 1;
      items = [];
      chosen = -1;
      draw();
    };
    const ask = async () => {
      const mine = ++asked;
      const typed = input.value.trim();
      if (!typed) return close();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(typed)}`);
        const found = answer.ok ? await answer.json() : [];
        if (mine !== asked) return;
        items = found;
        chosen = -1;
        draw();
      } catch {
        // Without suggestions the search itself still works.
      }
    };
    // While an input method composes, what stands in the field is not what is meant.
    const typed = (event) => {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(ask, 120);
    };
    input.addEventListener('input', typed);
    input.addEventListener('compositionend', typed);
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (event.isComposing || items.length === 0) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        chosen = (chosen + step + items.length + 1) % (items.length + 1);
        if (chosen === items.length) chosen = -1;
        event.preventDefault();
        draw();
      } else if (event.key === 'Enter' && chosen >= 0) {
        event.preventDefault();
        location.assign(items[chosen].path);
      } else if (event.key === 'Escape') {
        event.preventDefault();
        close();
      }
    });
  }
})();
