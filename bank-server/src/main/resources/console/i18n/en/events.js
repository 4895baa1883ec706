export default {
  title: 'Events',
};
