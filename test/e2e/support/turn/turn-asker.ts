import { tryAllocation } from '../../../../src/cli/doctor/turn/turn-allocation.ts';

// As a program, for a namespace: asks a TURN server for a relay once, as doctor does, and prints as JSON what came of it.
// Whoever is refused hears so at once; the client of turn-probe.ts tries on for seconds.

process.stdout.write(JSON.stringify(await tryAllocation(JSON.parse(process.argv[2] ?? ''))));
