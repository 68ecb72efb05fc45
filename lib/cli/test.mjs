import { endWithNpm, handOver, preparePackages } from "./prepare.mjs";

// `npm test`, first half: packages as for `npm start`. check.ts is the second.

endWithNpm();
const turn = await preparePackages();
turn.close();
process.exitCode = await handOver("check.ts");
