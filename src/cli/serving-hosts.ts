import { aside, type Clock } from '../clock.ts';
import { groupKey } from '../emulator/seed.ts';
import type { HostFactory } from '../emulator/service.ts';

/**
 * Which of a destination's emulated hosts stands for it when its status endpoint is asked: the one where a release was
 * validated last, as long as it is there. So new instances of a blue/green deployment are asked once they are ready, and
 * the original ones again once those are given up. Hosts are kept by {@link groupKey}: two environments may give their
 * groups the same name.
 */
export function servingHosts(clock: Clock) {
  const validated = new Map<string, Set<string>>();
  const made = new Map<string, Set<string>>();
  return {
    /** All hosts of a destination that are there. */
    all: (group: string): readonly string[] => [...(made.get(group) ?? [])],
    of: (group: string): string | undefined => [...(validated.get(group) ?? [])].at(-1),
    /** Makes hosts, and notes what becomes of them. */
    noting:
      (make: HostFactory): HostFactory =>
      (instance, group) => {
        const agent = make(instance, group);
        const key = groupKey(group);
        const hosts = validated.get(key) ?? new Set();
        validated.set(key, hosts);
        const all = made.get(key) ?? new Set();
        made.set(key, all.add(instance));
        return {
          async perform(command, signal) {
            const report = await aside(clock, () => agent.perform(command, signal));
            if (command.event === 'ValidateService') {
              hosts.delete(instance);
              if (report.errorCode === 0 || report.lacking) hosts.add(instance);
            }
            return report;
          },
          close() {
            hosts.delete(instance);
            all.delete(instance);
            return agent.close();
          },
        };
      },
  };
}
