export default {
  title: 'Armazenamento',
};
