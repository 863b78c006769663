# SPDX-License-Identifier: GPL-3.0-or-later
#
# session.py -- types into a session of lyra on a pseudo-terminal and looks at what it shows.

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time

LYRA = os.environ['LYRA']
WAIT = 10


class Session:
    def __init__(self, state, *options, term='dumb'):
        self.text = ''
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            env = dict(os.environ, TERM=term, XDG_STATE_HOME=state, INPUTRC='/dev/null')
            os.execve(LYRA, [LYRA, *options], env)

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.text += data.decode('utf-8', 'replace').replace('\r', '')
        return data != b''

    def expect(self, pattern, seconds=WAIT):
        """Waits until the screen shows the pattern; gives all up to its end."""
        end = time.time() + seconds
        while True:
            m = re.search(pattern, self.text)
            if m:
                seen = self.text[:m.end()]
                self.text = self.text[m.end():]
                return seen
            if time.time() > end or not self.read(max(0, end - time.time())):
                return None

    def type(self, text):
        os.write(self.terminal, text.encode())

    def status(self):
        """The exit status of a session that is to end by itself; one that does not is killed."""
        end = time.time() + WAIT
        while time.time() < end and self.read(end - time.time()):
            pass
        while time.time() < end:
            child, status = os.waitpid(self.child, os.WNOHANG)
            if child:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        return None


    def megabytes(self):
        """Resident in memory."""
        with open('/proc/%d/status' % self.child) as f:
            return int(re.search(r'VmRSS:\s+(\d+)', f.read())[1]) >> 10

    def shrinks_to(self, most):
        """While it waits; a word may be taken for a pointer, until the next line is evaluated."""
        for _ in range(4):
            end = time.time() + 6
            while time.time() < end:
                if self.megabytes() <= most:
                    return True
                time.sleep(0.1)
            self.type('1\n')
            self.expect(r'In\[\d+\]:= ')
        return False


tests = []


def test(name, good, session=None):
    tests.append(good)
    print('%s %d - %s' % ('ok' if good else 'not ok', len(tests), name))
    if not good and session:
        for line in session.text.splitlines()[-10:]:
            print('#  ', line)
    sys.stdout.flush()


with tempfile.TemporaryDirectory() as state:
    s = Session(state)
    test('the prompt', s.expect(r'In\[1\]:= ') is not None, s)
    s.type('1 + 1\n')
    test('a value', s.expect(r'\nOut\[1\]= 2\n\nIn\[2\]:= ') is not None, s)
    s.type('x = 5;\n')
    test('Null shows nothing', s.expect(r'In\[3\]:= ') == 'x = 5;\n\nIn[3]:= ', s)
    s.type('f[1,\n')
    s.type('2]\n')
    test('an expression over two lines', s.expect(r'Out\[3\]= f\[1, 2\]') is not None, s)
    s.type('%\n')
    test('% is the last value', s.expect(r'Out\[4\]= f\[1, 2\]') is not None, s)
    s.type('1 + ]\n')
    test('a syntax error keeps the number', s.expect(r'In\[5\]:= ') and s.expect(r'In\[5\]:= ') is not None, s)
    s.type('While[True]\n')
    time.sleep(0.5)
    os.kill(s.child, signal.SIGINT)
    test('Ctrl-C ends an evaluation', s.expect(r'Out\[5\]= \$Aborted') is not None, s)
    s.expect(r'In\[6\]:= ')
    s.type('x\n')
    test('and keeps the session', s.expect(r'Out\[6\]= 5') is not None, s)
    s.expect(r'In\[7\]:= ')
    s.type('unfinished')
    s.expect('unfinished')
    s.type('\x03')
    test('Ctrl-C drops the line', s.expect(r'In\[7\]:= ') is not None, s)
    s.type('?Plus\n')
    test('?Plus', s.expect(r'Plus\[|x \+ y') is not None, s)
    s.expect(r'In\[7\]:= ')
    s.type('?Plu*\n')
    test('?Plu*', s.expect(r'\nPlus') is not None, s)
    s.expect(r'In\[7\]:= ')
    s.type('StringJ\t["a", "b"]\n')
    test('completion', s.expect(r'StringJoin\["a", "b"\]') and s.expect(r'Out\[7\]= ab') is not None, s)
    s.expect(r'In\[8\]:= ')
    s.type('Exit[3]\n')
    test('Exit[3]', s.status() == 3, s)

    s = Session(state)
    s.expect(r'In\[1\]:= ')
    s.type('\x10\x10\n')
    test('the history is kept', s.expect(r'Out\[1\]= ab') is not None, s)
    s.expect(r'In\[2\]:= ')
    s.type('task = Spawn[Do[Table[{i, x}, {i, 20000}], {60}]]; 1\n')
    s.expect(r'Out\[2\]= 1\n\nIn\[3\]:= ')
    end = time.time() + 0.7
    while time.time() < end:
        s.read(end - time.time())
    test('collections of a task in the background draw no prompt again', 'In[3]' not in s.text, s)
    s.type('Await[task]; $HistoryLength = 0; big = Table[{i, x^i}, {i, 300000}]; Length[big]\n')
    s.expect(r'Out\[3\]= 300000')
    s.expect(r'In\[4\]:= ')
    large = s.megabytes()
    s.type('Clear[big]; 1\n')
    s.expect(r'In\[5\]:= ')
    sanitized = 'ASAN_OPTIONS' in os.environ
    test('a session that waits gives memory back' + (' # SKIP the sanitizer keeps it' if sanitized else ''), sanitized or s.shrinks_to(large / 2), s)
    s.type('big = Table[{i, x^i}, {i, 300000}]; Length[ParallelMap[Function[i, big[[i]]], Range[40]]]\n')
    s.expect(r'Out\[\d+\]= 40')
    s.expect(r'In\[\d+\]:= ')
    s.type('Clear[big]; 1\n')
    s.expect(r'In\[\d+\]:= ')
    test('so do workers that have nothing to do' + (' # SKIP the sanitizer keeps it' if sanitized else ''), sanitized or s.shrinks_to(large / 2), s)
    s.type('\x04')
    test('Ctrl-D ends the session', s.status() == 0, s)

    s = Session(state, term='xterm')
    s.expect(r'In\[1\]:= ')
    s.type('1 + 2')
    s.expect(r'1 \+ 2')
    fcntl.ioctl(s.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 30, 50, 0, 0))
    test('the line is drawn anew for another window', s.expect(r'In\[1\]:= 1 \+ 2') is not None, s)
    s.type('\n')
    test('and goes on', s.expect(r'Out\[1\]= 3') is not None, s)
    s.expect(r'In\[2\]:= ')
    s.type('c = Channel[]; Spawn[Receive[c]; Print["above"]; Print["it"]]; 4\n')
    s.expect(r'Out\[2\]= 4')
    s.expect(r'In\[3\]:= ')
    s.type('Spawn[Pause[0.3]; Send[c, 1]]; 5\n')
    s.expect(r'Out\[3\]= 5')
    s.expect(r'In\[4\]:= ')
    s.type('6 + 7')
    test('what tasks print comes above the line', s.expect(r'\x1b\[Kabove\n') is not None, s)
    test('which is drawn again below', s.expect(r'it\nIn\[4\]:= 6 \+ 7') is not None, s)
    s.type('\n')
    test('and goes on as well', s.expect(r'Out\[4\]= 13') is not None, s)
    s.type('\x04')
    s.status()

print('1..%d' % len(tests))
