// <rs-copy value="…" label="…">: puts a text on the clipboard.

import {html} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {icon} from './icons.js';
import {toast} from './toast.js';

class RsCopy extends RsElement {
  static properties = {value: {}, label: {}, _done: {state: true}};

  render() {
    return html`<button type="button" class="button quiet square small"
      aria-label=${this.label ?? t('shell.copy')} title=${this.label ?? t('shell.copy')}
      @click=${this.#copy}>${icon(this._done ? 'check' : 'copy')}</button>`;
  }

  async #copy(click) {
    click.stopPropagation();
    try {
      await navigator.clipboard.writeText(this.value);
      this._done = true;
      setTimeout(() => (this._done = false), 1500);
    } catch {
      toast(t('shell.copy_failed'), 'bad');
    }
  }
}

customElements.define('rs-copy', RsCopy);
