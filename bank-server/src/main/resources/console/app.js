// <rs-app>: the frame around every page.

import {html, nothing} from 'lit';
import {GROUPS, PAGES} from './registry.js';
import {RsElement} from './element.js';
import {LANGUAGES, currentLanguage, loadMessages, setLanguage, t} from './i18n.js';
import {THEMES, setTheme, theme} from './appearance.js';
import {live} from './live.js';
import {href, onRoute, route} from './router.js';
import {emptyState, loadingState} from './components/status.js';
import {toast} from './components/toast.js';
import {icon} from './components/icons.js';
import './components/confirm.js';
import './components/event-drawer.js';
import './components/money.js';
import './components/search.js';
import './components/shortcuts.js';
import './components/time.js';

class RsApp extends RsElement {
  static properties = {
    _page: {state: true},
    _ready: {state: true},
    _menu: {state: true},
  };

  #route = route();
  #shown = '';

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(onRoute(() => this.#follow()));
    this.whileConnected(live.watch((state) => this.#liveIs(state)));
    this.#begin();
  }

  async #begin() {
    await loadMessages('shell');
    this._ready = true;
    live.start();
    await this.#follow();
  }

  #liveIs(state) {
    if (state === 'taken_back') {
      toast(t('shell.live_taken_back'), 'bad');
    }
    this.requestUpdate();
  }

  async #follow() {
    const found = route();
    this.#route = found;
    this._menu = false;
    if (!found.page) {
      this._page = null;
      return this.requestUpdate();
    }
    await Promise.all([found.page.load(), loadMessages(found.page.name)]);
    if (this.#route === found) {
      this.#show(found);
    }
  }

  /** One element per page and thing: its query alone changes what it shows, not which it is. */
  #show({page, params, query}) {
    const identity = page.name + JSON.stringify(params);
    if (identity !== this.#shown) {
      this._page = document.createElement(page.tag);
    }
    Object.assign(this._page, {params, query});
    if (this.#shown !== '' && identity !== this.#shown) {
      this.updateComplete.then(() => this.querySelector('main').focus({preventScroll: true}));
    }
    this.#shown = identity;
    this.requestUpdate();
  }

  updated() {
    if (this._ready) {
      const name = this.#route.page ? t(`${this.#route.page.name}.title`) : t('shell.not_found');
      document.title = `${name} · Rastro`;
    }
  }

  render() {
    if (!this._ready) {
      return nothing;
    }
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('shell.skip')}</a>
      ${this.#bar()}
      <main id="main" tabindex="-1">${this.#content()}</main>
      <rs-event-drawer></rs-event-drawer>
      <rs-confirm></rs-confirm>
      <rs-search></rs-search>
      <rs-shortcuts .find=${() => this.#find()}></rs-shortcuts>
      <rs-toasts></rs-toasts>`;
  }

  #find() {
    this.querySelector('rs-search').show();
  }

  #content() {
    if (!this.#route.page) {
      return html`<div class="page-head"><h1>${t('shell.not_found')}</h1></div>
        ${emptyState(t('shell.not_found_text'), '',
          html`<a class="button" href="/">${t('shell.to_overview')}</a>`)}`;
    }
    return this._page ?? loadingState();
  }

  #bar() {
    return html`<header class="bar">
      <a class="logo" href="/" aria-label="Rastro"><img src="/console/logo.svg" alt="" width="104"
        height="30"></a>
      <button type="button" class="button quiet square menu" aria-expanded=${Boolean(this._menu)}
        aria-controls="navigation" aria-label=${t('shell.menu')}
        @click=${() => (this._menu = !this._menu)}>${icon(this._menu ? 'close' : 'menu')}</button>
      <div class=${`bar-rest ${this._menu ? 'open' : ''}`} id="navigation">
        <button type="button" class="button find" data-find @click=${() => this.#find()}>${icon('search')}
          <span>${t('shell.search')}</span> <kbd class="wide">Ctrl K</kbd></button>
        <nav aria-label=${t('shell.navigation')}>${GROUPS.map((group) => html`
          <p class="nav-group">${t(`shell.group_${group}`)}</p>
          <ul>${PAGES.filter((page) => page.group === group).map((page) => this.#link(page))}</ul>`)}
        </nav>
        ${this.#foot()}
      </div>
    </header>`;
  }

  #link(page) {
    const here = this.#route.page === page || this.#isBelow(page);
    return html`<li><a href=${href(page.path)} aria-current=${here ? 'page' : nothing}>
      ${icon(page.name)}<span>${t(`shell.nav_${page.name}`)}</span></a></li>`;
  }

  #isBelow(page) {
    return page.path !== '/' && location.pathname.startsWith(`${page.path}/`);
  }

  #foot() {
    return html`<div class="bar-foot">
      <p class=${`live ${live.state}`} role="status" data-live=${live.state}>
        <span class="dot" aria-hidden="true"></span>${t(`shell.live_${live.state}`)}</p>
      <div class="switches">
        <label class="visually-hidden" for="language">${t('shell.language')}</label>
        <select id="language" @change=${(e) => setLanguage(e.target.value)}>${LANGUAGES.map((tag) =>
          html`<option value=${tag} ?selected=${tag === currentLanguage()}>${
            tag === 'en' ? 'English' : 'Português'}</option>`)}</select>
        <button type="button" class="button quiet square wide" aria-label=${t('shell.keys')}
          title=${t('shell.keys')} data-keys @click=${() => this.querySelector('rs-shortcuts').show()}>?
        </button>
        <button type="button" class="button quiet square" data-theme-switch
          aria-label=${t(`shell.theme_${theme()}`)} title=${t(`shell.theme_${theme()}`)}
          @click=${this.#nextTheme}>${icon(theme())}</button>
      </div>
    </div>`;
  }

  #nextTheme() {
    setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    this.requestUpdate();
  }

  #skip(click) {
    click.preventDefault();
    click.stopPropagation();
    this.querySelector('main').focus();
  }
}

customElements.define('rs-app', RsApp);
