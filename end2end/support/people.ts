/** A synthetic citizen. */
export interface Person {
  iin: string;
  name: string;
  /** As it is typed: 14.03.1984. */
  born: string;
  phone: string;
  password: string;
}

/** The password of the demonstration staff. */
export const DEMO_PASSWORD = "otinish-2026";

// The range of serial numbers that is reserved for tests starts at 9000; demonstration persons have the first.
const FIRST_SERIAL = 9100;
const WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

function checkDigit(first: string): number | undefined {
  const rest = (weights: number[]) => weights.reduce((sum, weight, at) => sum + weight * Number(first[at]), 0) % 11;
  return [rest(WEIGHTS), rest(SECOND_WEIGHTS)].find((digit) => digit < 10);
}

const two = (number: number) => String(number).padStart(2, "0");

/** Somebody whom the register of persons does not know, so that every test has a person of its own. */
export function newPerson(sex: "woman" | "man" = "woman"): Person {
  for (;;) {
    const random = (from: number, count: number) => from + Math.floor(Math.random() * count);
    const [year, month, day] = [random(1950, 45), random(1, 12), random(1, 28)];
    const first = `${two(year % 100)}${two(month)}${two(day)}${sex === "man" ? 3 : 4}${random(FIRST_SERIAL, 9999 - FIRST_SERIAL)}`;
    const digit = checkDigit(first);
    if (digit === undefined) continue;
    return {
      iin: `${first}${digit}`,
      name: sex === "man" ? "Сынақов Ерлан Үлгіұлы" : "Сынақова Үміт Үлгіқызы",
      born: `${two(day)}.${two(month)}.${year}`,
      phone: `+7701${random(1_000_000, 8_999_999)}`,
      password: "сынаққа арналған сөйлем",
    };
  }
}

/** The number of an organisation that the register of the demonstration knows. */
export function newBin(): string {
  for (;;) {
    // Numbers of demonstration organisations; the register has no entry for those in 0, none that exists still in 9.
    const first = `12034099${two(Math.floor(Math.random() * 100))}${1 + Math.floor(Math.random() * 8)}`;
    const digit = checkDigit(first);
    if (digit !== undefined) return `${first}${digit}`;
  }
}
