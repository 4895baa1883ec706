export default {
  title: 'Eventos',
};
