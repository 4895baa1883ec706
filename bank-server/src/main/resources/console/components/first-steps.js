// <rs-first-steps>: the ways into an empty bank, by hand and by curl; the demo where it is allowed.

import {html} from 'lit';
import {RsElement} from '../element.js';
import {get, post} from '../api.js';
import {t} from '../i18n.js';
import {describe} from './status.js';
import {icon} from './icons.js';
import './copy.js';

class RsFirstSteps extends RsElement {
  static properties = {_allowed: {state: true}, _demo: {state: true}, _problem: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.#askWhetherAllowed();
  }

  render() {
    return html`<p class="lead">${t('overview.empty')}</p>
      <div class="ways">
        ${this.#way('by_hand', html`<a class="button primary" href="/accounts?open=new">${
          icon('plus')} ${t('overview.open_account')}</a>`, `curl ${location.host}/api/v1/accounts \\
  --json '{"owner_name": "Ada",
    "initial_deposit": "1000.00"}'`)}
        ${!this._allowed ? '' : this.#way('demo', html`<button type="button" class="button primary" data-demo
          ?disabled=${Boolean(this._demo)} @click=${this.#startDemo}>${this._demo
            ? html`<span class="spinner"></span>` : icon('play')} ${
            t(this._demo ? 'overview.demo_runs' : 'overview.load_demo')}</button>
          ${this._problem ? html`<p class="field-error" role="alert">${this._problem}</p>` : ''}`,
          `curl -X POST \\
  ${location.host}/api/v1/admin/demo`)}
        ${this.#way('files', html`<p class="hint">${t('overview.import_hint')}</p>`,
          `./rastro import FOLDER \\
  --url ${location.origin}`)}
      </div>`;
  }

  #way(name, action, command) {
    return html`<section class="panel way"><h2>${t(`overview.way_${name}`)}</h2>
      <p class="muted">${t(`overview.way_${name}_text`)}</p>
      <div class="way-action">${action}</div>
      <div class="command"><pre tabindex="0">${command}</pre><rs-copy .value=${command}></rs-copy></div>
    </section>`;
  }

  async #askWhetherAllowed() {
    try {
      this._allowed = (await get('/api/v1/admin/demo')).allowed;
    } catch {
      this._allowed = false; // The page has better ways to say that the server is away.
    }
  }

  async #startDemo() {
    this._demo = true;
    this._problem = '';
    try {
      await post('/api/v1/admin/demo');
    } catch (e) {
      this._demo = false;
      this._problem = describe(e);
    }
  }
}

customElements.define('rs-first-steps', RsFirstSteps);
