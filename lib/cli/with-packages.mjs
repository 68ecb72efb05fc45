import { endWithNpm, handOver, preparePackages } from "./prepare.mjs";

// First half of every command but `npm start`: packages as for that one. The script it is given is the second.

const [script, ...rest] = process.argv.slice(2);

endWithNpm();
const turn = await preparePackages();
turn.close();
process.exitCode = await handOver(script, rest);
