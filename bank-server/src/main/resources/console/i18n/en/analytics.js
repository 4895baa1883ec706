export default {
  title: 'Analytics',
};
