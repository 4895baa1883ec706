export default {
  title: 'Store',
};
