/** Commands that take the same options. */
export const holding = ['hold', 'unhold'] as const;
/** What is under way already. */
export const takingUp = ['continue', 'stop'] as const;
export const ofOne = [
  'deploy',
  'promote',
  'rollback',
  ...takingUp,
  'finish',
  ...holding,
  'plan',
  'changes',
] as const;
export const asking = [...ofOne, 'status', 'serve'] as const;
export const single = ['deploy', 'finish'] as const;
export const recorded = [
  'deploy',
  'promote',
  'rollback',
  ...takingUp,
  'finish',
  'rehearse',
] as const;
export const local = ['lint', 'package', 'rehearse', 'emulator'] as const;
export const all = [...asking, ...local, 'init', 'explain', 'page', 'bootstrap'] as const;
export const running = ['deploy', 'promote', 'rollback', 'rehearse'] as const;
export const building = ['deploy', 'package', 'rehearse'] as const;
export const configured = [...asking, 'package', 'rehearse', 'emulator', 'bootstrap'] as const;
