export default {
  title: 'Projeções',
};
