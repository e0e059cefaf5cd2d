/** Stands in for bowser, which the SDK uses to tell browsers apart; the bundle runs in none. */
export default {};
export const parse = () => ({});
