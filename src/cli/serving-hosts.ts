import type { HostFactory } from '../emulator/service.ts';

/**
 * Which of a destination's emulated hosts stands for it when its status endpoint is asked: the one where a
 * release was validated last, as long as it is there. So new instances of a blue/green deployment are asked
 * once they are ready, and the original ones again when those were given up.
 */
export function servingHosts() {
  const validated = new Map<string, Set<string>>();
  const made = new Map<string, Set<string>>();
  return {
    /** All hosts of a destination that are there. */
    all: (destination: string): readonly string[] => [...(made.get(destination) ?? [])],
    of: (destination: string): string | undefined => [...(validated.get(destination) ?? [])].at(-1),
    /** Makes hosts, and notes what becomes of them. */
    noting:
      (make: HostFactory): HostFactory =>
      (instance, group) => {
        const agent = make(instance, group);
        const hosts = validated.get(group.destination) ?? new Set();
        validated.set(group.destination, hosts);
        const all = made.get(group.destination) ?? new Set();
        made.set(group.destination, all.add(instance));
        return {
          async perform(command, signal) {
            const report = await agent.perform(command, signal);
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
