// Every page. A page's module defines the element rs-page-NAME and is loaded when it is first
// wanted, together with the messages i18n/LANGUAGE/NAME.js. First segments of paths are known to
// the server, too (Console.java).

const page = (name, path, group) =>
  ({name, path, group, tag: `rs-page-${name}`, load: () => import(`./pages/${name}.js`)});

export const PAGES = [
  page('overview', '/', 'ledger'),
  page('accounts', '/accounts', 'ledger'),
  page('account', '/accounts/:id'),
  page('customers', '/customers', 'ledger'),
  page('customer', '/customers/:id'),
  page('orders', '/standing-orders', 'ledger'),
  page('order', '/standing-orders/:id'),
  page('events', '/events', 'ledger'),
  page('correlation', '/correlations/:id'),
  page('analytics', '/analytics', 'insight'),
  page('audit', '/audit', 'insight'),
  page('projections', '/projections', 'system'),
  page('store', '/store', 'system'),
];

/** What stands in the navigation, in order. */
export const GROUPS = ['ledger', 'insight', 'system'];
