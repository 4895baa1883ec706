export default {
  title: 'Cliente',
};
