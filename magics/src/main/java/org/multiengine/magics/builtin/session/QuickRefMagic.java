package org.multiengine.magics.builtin.session;

import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import picocli.CommandLine.Command;

/** Shows the quick reference. */
@Command(
    name = "quickref",
    description = "Shows a one-page summary of what can be typed.",
    footer = {"", "Example:", "  %%quickref"})
public final class QuickRefMagic implements Magic {

  static final String TEXT =
      """
      Run on the engines
        %px a = id * 10               a line; %%px takes the lines below
        %px -t 0,2 println a          on some engines: 0,2  ::2  -1  all
        %autopx                       all input, until %autopx again
        mec.execute('a = 1', targets: [0, 2], block: false)

      Move objects
        mec['x'] = [1, 2]             the same on each engine; mec['x'] gets them
        mec.scatter('x', 0..<64)      a piece on each engine; mec.gather('x') joins them
        %push a b    %pull a --as x -t 0

      Map
        mec.map({ it**10 }, 0..<32)
        f = mec.parallel { 10.0*it**4 };  f(0..<32)

      Balance: any engine that is free
        lview = mec.balanced();  lview.map({ it**10 }, 0..<32)
        task = lview.submit({ a, b -> a * b }, 6, 7);  task.get()
        %bpx println id    %tasks --why    %abort 3

      Look
        %engines  %queue  %who        the engines, their queues, their names
        %whos  %time CODE             types and sizes of names; how long code takes
        %result 3                     what each engine ran as its number 3
        %tb  %debug                   the last error in full; look into it

      This prompt
        %history -n  %save FILE 1-5  %run FILE  %load FILE
        %jar FILE  %put FILE  !ls     a library; a file to the engines; the shell
        %help MAGIC  %lsmagic         how a magic is used; all magics\
      """;

  @Override
  public void run(Shell shell, Input input) {
    shell.out().println(TEXT);
  }
}
