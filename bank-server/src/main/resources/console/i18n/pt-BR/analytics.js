export default {
  title: 'Análises',
};
