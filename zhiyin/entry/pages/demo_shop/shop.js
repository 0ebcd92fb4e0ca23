// What a shop has to write to use the widget: open it, name the page, say who the visitor is.
window.Zhiyin = window.Zhiyin || function () { (window.Zhiyin.q = window.Zhiyin.q || []).push(arguments); };
(() => {
  const guest = document.getElementById('guest');
  const failed = document.getElementById('sign-failed');
  const accounts = [...document.querySelectorAll('[data-account]')];
  const show = (user) => {
    guest.hidden = Boolean(user);
    for (const account of accounts) account.hidden = account.dataset.account !== user;
  };
  async function signIn(user) {
    failed.hidden = true;
    try {
      // The shop's own server signs the user id; the secret never reaches the browser.
      const answer = await fetch(`/demo/identity?user=${encodeURIComponent(user)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      window.Zhiyin('identify', await answer.json());
      sessionStorage.setItem('shopper', user);
      show(user);
    } catch {
      failed.hidden = false;
    }
  }
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if ('ask' in button.dataset) {
      const { ask, name } = button.dataset;
      if (ask) window.Zhiyin('page', { url: `${location.origin}${location.pathname}#${ask}`, title: name });
      window.Zhiyin('open');
    } else if (button.dataset.signIn) {
      signIn(button.dataset.signIn);
    } else if ('signOut' in button.dataset) {
      sessionStorage.removeItem('shopper');
      window.Zhiyin('logout');
      show(null);
    }
  });
  // After a reload the token still says who the visitor is; only the page has to remember.
  show(sessionStorage.getItem('shopper'));
})();
