export default {
  title: 'Customer',
};
