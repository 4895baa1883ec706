import {plural} from '../../i18n.js';

export default {
  title: 'Customers',
  lead: 'Everybody the bank knows, and where they live.',
  register: 'Register a customer',
  registered: 'Registered',
  search: 'Search by name or id',
  name: 'Name',
  street: 'Street',
  accounts: 'Accounts',
  balance: 'Balance',
  city: 'City',
  postal_code: 'Postal code',
  country: 'Country',
  status: 'Status',
  external_id: 'External id',
  external_id_hint: 'The number that another system knows this customer by.',
  any_city: 'All cities',
  any_status: 'Active and archived',
  status_active: 'active',
  status_archived: 'archived',
  by_city: 'By city',
  cities: ({count}) => plural(count, {one: '# city', other: '# cities'}),
  count: ({shown, all, more}) => more
    ? `${plural(shown, {one: '# customer', other: '# customers'})} of those loaded; search for the rest`
    : shown === all ? plural(all, {one: '# customer', other: '# customers'})
      : `${plural(shown, {one: '#', other: '#'})} of ${plural(all, {one: '# customer', other: '# customers'})}`,
  none: 'No customers yet',
  none_text: 'Register the first one here, or import a file with ./rastro import.',
  no_match: 'Nobody fits',
  no_match_text: 'Try fewer letters or another city.',
};
