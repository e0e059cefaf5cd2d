import type { MinimumHealthy } from '../state.ts';

/**
 * How many of `total` instances a deployment must keep, and have in the end. Percentages are rounded up; one at a time
 * means all but one. Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html
 */
export function minimumHealthy({ type, value }: MinimumHealthy, total: number): number {
  switch (type) {
    case 'MOST_CONCURRENCY':
      return Math.max(0, total - value);
    case 'FLEET_PERCENT':
      return Math.ceil((total * value) / 100);
    default:
      return value;
  }
}
