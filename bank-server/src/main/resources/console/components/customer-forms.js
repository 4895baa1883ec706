// The forms of a customer: what the API nests below "address" is flat here.

import {html} from 'lit';
import {post} from '../api.js';
import {t} from '../i18n.js';
import './form.js';

const ADDRESS = ['street', 'city', 'postal_code', 'country'];

export function registerForm({done, cancel}) {
  const fields = [
    {name: 'name', label: t('customers.name'), required: true, max: 200},
    ...addressFields({}),
    {name: 'external_id', label: t('customers.external_id'), max: 100,
      hint: t('customers.external_id_hint')},
  ];
  const send = (body, key) => nested('/api/v1/customers', body, key);
  return html`<rs-form data-form="register" submit-label=${t('customers.register')}
    .fields=${fields} .send=${send} @rs-done=${done} @rs-cancel=${cancel}></rs-form>`;
}

export function addressForm(customer, {done, cancel}) {
  const send = (body, key) =>
    nested(`/api/v1/customers/${encodeURIComponent(customer.customer_id)}/change-address`, body, key);
  return html`<rs-form data-form="address" submit-label=${t('customer.change_address')}
    .fields=${addressFields(customer.address)} .send=${send} .places=${{customer_archived: 'street'}}
    @rs-done=${done} @rs-cancel=${cancel}></rs-form>`;
}

export function archiveForm(customer, {done, cancel}) {
  const fields = [{name: 'reason', label: t('customer.reason'), max: 500,
    hint: t('customer.reason_hint')}];
  const send = (body, key) => archive(customer.customer_id, body, key);
  return html`<p class="hint before-form">${t('customer.archive_text')}</p>
    <rs-form danger data-form="archive" submit-label=${t('customer.archive')} .fields=${fields}
      .send=${send} .places=${{customer_archived: 'reason'}} @rs-done=${done}
      @rs-cancel=${cancel}></rs-form>`;
}

function addressFields(address) {
  return ADDRESS.map((name) => ({name, label: t(`customers.${name}`), value: address[name] ?? '',
    required: name === 'city', max: 200}));
}

async function nested(path, flat, key) {
  const address = ADDRESS.filter((name) => flat[name]).map((name) => [name, flat[name]]);
  const rest = Object.entries(flat).filter(([name]) => !ADDRESS.includes(name));
  try {
    return await post(path, {...Object.fromEntries(rest), address: Object.fromEntries(address)},
      {key});
  } catch (e) {
    e.errors = (e.errors ?? []).map((wrong) =>
      ({...wrong, pointer: wrong.pointer.replace(/^\/address\//, '/')}));
    throw e;
  }
}

async function archive(id, body, key) {
  try {
    return await post(`/api/v1/customers/${encodeURIComponent(id)}/archive`, body, {key});
  } catch (e) {
    if (e.code === 'open_accounts') {
      e.errors = [{pointer: '/reason', code: e.code,
        detail: t('customer.open_accounts', {count: e.problem.open_accounts})}];
    }
    throw e;
  }
}
