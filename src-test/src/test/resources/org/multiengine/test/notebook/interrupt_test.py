# Interrupts an endless loop on all engines. Completion is answered while it runs; names of the
# engines are still there afterwards. Then a question is answered, and the kernel is restarted.
import sys

from jupyter_client.manager import start_new_kernel

LIMIT = 60


def text_of(messages):
    return "".join(
        content.get("text", "") + content.get("data", {}).get("text/plain", "")
        for content in messages
    )


def run(client, code, **options):
    shown = []
    reply = client.execute_interactive(
        code, timeout=LIMIT, output_hook=lambda message: shown.append(message["content"]), **options
    )
    return reply["content"]["status"], text_of(shown)


def shell_reply(client, kind):
    while True:
        message = client.get_shell_msg(timeout=LIMIT)
        if message["msg_type"] == kind:
            return message["content"]


def expect(condition, what):
    if not condition:
        raise AssertionError(what)
    print("ok:", what, flush=True)


def interrupted_loop(manager, client):
    expect(run(client, "%px only_there = id")[0] == "ok", "a name is set on the engines")
    client.execute("%px while (true) {}", allow_stdin=False)
    while True:
        if client.get_iopub_msg(timeout=LIMIT)["msg_type"] == "execute_input":
            break
    client.complete("%px only_th", 11)
    matches = shell_reply(client, "complete_reply")["matches"]
    expect(matches == ["only_there"], "completion knows names of busy engines: %s" % matches)
    client.inspect("mec.execute", 5)
    expect(shell_reply(client, "inspect_reply")["found"], "inspection works while a cell runs")
    manager.interrupt_kernel()
    expect(shell_reply(client, "execute_reply")["status"] == "error", "the interrupt ends the cell")
    status, text = run(client, "mec['only_there']")
    expect(status == "ok" and "[0, 1, 2, 3]" in text, "names are still there: %s" % text)


def local_loop(manager, client):
    client.execute("while (true) {}", allow_stdin=False)
    while True:
        if client.get_iopub_msg(timeout=LIMIT)["msg_type"] == "execute_input":
            break
    manager.interrupt_kernel()
    expect(shell_reply(client, "execute_reply")["status"] == "error", "a local loop is interrupted")


def question(client):
    run(client, "%px -t 0 1 / 0")
    status, text = run(
        client, "%debug", allow_stdin=True, stdin_hook=lambda message: client.input("q")
    )
    expect(status == "ok", "questions are answered: %s" % text)
    status, text = run(client, "%debug", allow_stdin=False)
    expect(status == "error", "without answers, %debug fails")


manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=LIMIT)
try:
    interrupted_loop(manager, client)
    local_loop(manager, client)
    question(client)
    manager.restart_kernel(now=False)
    client.wait_for_ready(timeout=LIMIT)
    status, text = run(client, "mec.keys(targets: 0).contains('only_there')")
    expect(status == "ok" and "false" in text, "the kernel is new after a restart: %s" % text)
finally:
    client.stop_channels()
    manager.shutdown_kernel()
print("done")
