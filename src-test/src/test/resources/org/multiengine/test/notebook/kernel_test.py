# Runs jupyter_kernel_test with samples for each of its tests.
import sys
import unittest

import jupyter_kernel_test

# How long a busy machine may take from one message to the next; the tests of Jupyter wait 0.1 s.
PATIENCE = 60


class MultiengineTest(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv.pop(1)
    language_name = "groovy"
    file_extension = ".groovy"
    code_hello_world = "println 'hello, world'"
    code_stderr = "System.err.println 'problem'"
    completion_samples = [
        {"text": "mec.exec", "matches": {"execute"}},
        {"text": "%autop", "matches": {"%autopx"}},
    ]
    complete_code_samples = ["1", "x = [1, 2]", "%px a = 1", "for (i in 1..2) { println i }"]
    incomplete_code_samples = ["for (i in 1..2) {", "x = [1,", "'''a"]
    invalid_code_samples = ["a = ]", "1 +* 2"]
    code_page_something = "mec.execute?"
    code_generate_error = "1 / 0"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "6 * 8", "result": "48"},
        {"code": "'a' + 'b'", "result": "'ab'"},
        {"code": "mec.map({ it * it }, 0..<4)", "result": "[0, 1, 4, 9]"},
        {"code": "[[name: 'a', size: 1]]", "mime": "text/html"},
        {"code": "6 * 9", "result": "54"},
    ]
    code_display_data = [
        {"code": "display([[name: 'a', size: 1]])", "mime": "text/html"},
        {
            "code": "%px -t 0 new java.awt.image.BufferedImage(4, 4, 1)",
            "mime": "image/png",
        },
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "mec.execute"
    code_clear_output = "%clear_output"

    def execute_helper(
        self, code, timeout=PATIENCE, silent=False, store_history=True, stop_on_error=True
    ):
        """Does the same as that of Jupyter, with more patience."""
        msg_id = self.kc.execute(
            code=code, silent=silent, store_history=store_history, stop_on_error=stop_on_error
        )
        reply = self.get_non_kernel_info_reply(timeout=PATIENCE)
        jupyter_kernel_test.validate_message(reply, "execute_reply", msg_id)
        outputs = []
        states = []
        while states != ["busy", "idle"]:
            msg = jupyter_kernel_test.run_sync(self.kc.iopub_channel.get_msg)(timeout=PATIENCE)
            jupyter_kernel_test.validate_message(msg, msg["msg_type"], msg_id)
            if msg["msg_type"] == "status":
                states.append(msg["content"]["execution_state"])
                self.assertEqual(states, ["busy", "idle"][: len(states)])
            elif msg["msg_type"] == "execute_input":
                self.assertEqual(msg["content"]["code"], code)
            else:
                outputs.append(msg)
        return reply, outputs


if __name__ == "__main__":
    unittest.main(verbosity=2)
