export default {
  title: 'Clientes',
};
