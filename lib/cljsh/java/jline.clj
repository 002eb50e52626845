;; SPDX-License-Identifier: MIT
(ns cljsh.java.jline
  "org.jline.terminal: a terminal whose keys are read one by one, over Python's termios."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [os]
            [select]
            [termios]))

(defn- ready? [fd ms]
  (boolean (seq (first (select/select (py/list [fd]) (py/list) (py/list) (when ms (/ ms 1000.0)))))))

(defn- read-key
  "A character's number; -1 at the end, -2 when none came within so many milliseconds (0: for ever)."
  [fd ms]
  (if (ready? fd (when (and ms (pos? ms)) ms))
    (let [b (os/read fd 1)]
      (if (zero? (count b))
        -1
        (let [lead (first b), more (cond (< lead 192) 0 (< lead 224) 1 (< lead 240) 2 :else 3)]
          (py/ord (.decode (.__add__ b (if (zero? more) (py/bytes) (os/read fd more))) "utf-8" "replace")))))
    -2))

(deftype NonBlockingReader [fd]
  Object
  (read [_] (read-key fd nil))
  (read [_ timeout] (read-key fd timeout))
  (peek [_ timeout] (if (ready? fd timeout) 0 -2))
  (ready [_] (ready? fd 0))
  (close [_] nil))

(deftype Size [columns rows] Object (getColumns [_] columns) (getRows [_] rows))

(deftype Terminal [fd out saved]
  Object
  (enterRawMode [_]
    ;; what is not a terminal has no mode: its characters come as they are
    (when saved
      (let [[iflag oflag cflag lflag ispeed ospeed cc] (termios/tcgetattr fd)
            cc (py/list cc)]
        (.__setitem__ cc termios/VMIN 1)
        (.__setitem__ cc termios/VTIME 0)
        (termios/tcsetattr fd termios/TCSANOW
          (py/list [(bit-and iflag (bit-not (bit-or termios/IXON termios/ICRNL termios/INLCR))) oflag cflag
                    (bit-and lflag (bit-not (bit-or termios/ICANON termios/ECHO termios/IEXTEN))) ispeed ospeed cc]))
        saved)))
  (getAttributes [_] (when saved (termios/tcgetattr fd)))
  (setAttributes [_ attributes] (when (and saved attributes) (termios/tcsetattr fd termios/TCSANOW attributes)))
  (reader [_] (NonBlockingReader. fd))
  (writer [_] out)
  (getWidth [_] (if saved (.-columns (os/get_terminal_size fd)) 0))
  (getHeight [_] (if saved (.-lines (os/get_terminal_size fd)) 0))
  (getSize [_] (let [s (when saved (os/get_terminal_size fd))] (Size. (if s (.-columns s) 0) (if s (.-lines s) 0))))
  (getType [_] (if saved (os/getenv "TERM" "dumb") "dumb"))
  (getName [_] "terminal")
  (flush [_] (.flush out))
  (close [_] (when saved (termios/tcsetattr fd termios/TCSADRAIN saved)) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))

(deftype TerminalBuilder []
  Object
  (system [this _] this)
  (name [this _] this)
  (dumb [this _] this)
  (jna [this _] this)
  (jansi [this _] this)
  (encoding [this _] this)
  (ffm [this _] this)
  (exec [this _] this)
  (nativeSignals [this _] this)
  (signalHandler [this _] this)
  (type [this _] this)
  (build [_]
    (let [fd (if (os/isatty 0) 0 (try (os/open "/dev/tty" os/O_RDWR) (catch OSError _ 0)))]
      (Terminal. fd (:out java/standard-streams) (when (os/isatty fd) (termios/tcgetattr fd))))))
(doseq [[full c] {"org.jline.terminal.Terminal" Terminal
                  "org.jline.terminal.TerminalBuilder" TerminalBuilder
                  "org.jline.utils.NonBlockingReader" NonBlockingReader
                  "org.jline.terminal.Size" Size}]
  (enter full c)
  (java/note full "" "Of a terminal."))
(statics org.jline.terminal.TerminalBuilder "Makes a terminal."
  (builder "One to set up, and to .build." (fn [] (TerminalBuilder.)))
  (terminal "That of the process." (fn [] (.build (TerminalBuilder.)))))
