/** Stands in for debug, by which the proxy agents print what they do when `DEBUG` is set. */
export default () => () => undefined;
