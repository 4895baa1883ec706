import {html} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {emptyState} from '../components/status.js';

class RsPageCorrelation extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  render() {
    return html`
      <div class="page-head"><h1>${t('correlation.title')}</h1></div>
      ${emptyState(t('shell.being_built'))}`;
  }
}

customElements.define('rs-page-correlation', RsPageCorrelation);
