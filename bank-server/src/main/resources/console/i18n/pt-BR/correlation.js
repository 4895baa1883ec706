export default {
  title: 'Correlação',
};
