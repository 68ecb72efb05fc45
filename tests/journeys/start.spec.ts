import fs from "node:fs";
import path from "node:path";
import { stopPostgres } from "@/db/embedded";
import { freePort } from "../setup/app";
import { Starter } from "../setup/starter";
import { expect, test } from "./fixtures";

test.describe("npm start", () => {
  test.describe.configure({ mode: "serial" });

  let folder: string;
  let port: number;

  test.beforeAll(async () => {
    folder = fs.mkdtempSync("/tmp/kumppani-start-");
    fs.chmodSync(folder, 0o711);
    port = await freePort();
  });

  test.afterAll(() => {
    stopPostgres(path.join(folder, "postgres"), "immediate");
    fs.rmSync(folder, { recursive: true });
  });

  test("the first start makes a demo company, and its password opens the door", async ({ page }) => {
    const starter = new Starter(port, folder);
    await starter.ready();
    const password = /the password (\S+) as/.exec(starter.output)?.[1] ?? "";
    await page.goto(`http://127.0.0.1:${port}/sign-in`);
    await page.locator("[name=email]").fill("maija@demo.example");
    await page.locator("[name=password]").fill(password);
    await page.locator("[name=password]").press("Enter");
    await page.waitForURL(`http://127.0.0.1:${port}/`);
    expect(await starter.stop()).toBe(0);
    expect(isServing()).toBe(false);
  });

  test("a second start on the same folder is refused and disturbs nobody", async () => {
    const first = new Starter(port, folder);
    await first.ready();
    const second = new Starter(await freePort(), folder);
    expect(await second.end()).toBe(1);
    expect(second.output).toContain(`already running on this data folder: http://127.0.0.1:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status).toBe(200);
    expect(await first.stop()).toBe(0);
  });

  test("when the starter is killed, the rest stops by itself and the next start waits for that", async () => {
    const killed = new Starter(port, folder);
    await killed.ready();
    killed.killStarter();
    const next = new Starter(port, folder);
    await next.ready();
    expect(next.output).toContain("Postgres started");
    expect(await next.stop()).toBe(0);
  });

  test("a Postgres that lost its owner is taken over and stopped in the end", async () => {
    const killed = new Starter(port, folder);
    await killed.ready();
    killed.killOwner();
    await killed.end();
    expect(isServing()).toBe(true);
    const next = new Starter(port, folder);
    await next.ready();
    expect(next.output).toContain("Postgres was still running");
    expect(await next.stop()).toBe(0);
    expect(isServing()).toBe(false);
  });

  test("a killed Postgres comes back while the app goes on", async () => {
    const starter = new Starter(port, folder);
    await starter.ready();
    process.kill(Number.parseInt(fs.readFileSync(lockFile(), "utf8"), 10), "SIGKILL");
    const status = async () => (await fetch(`http://127.0.0.1:${port}/api/health/ready`)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(503);
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
    expect(await starter.stop()).toBe(0);
  });

  const lockFile = () => path.join(folder, "postgres/postmaster.pid");
  const isServing = () => fs.existsSync(lockFile());
});
