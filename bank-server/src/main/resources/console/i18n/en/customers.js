export default {
  title: 'Customers',
};
