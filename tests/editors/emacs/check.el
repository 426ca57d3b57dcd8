;;; check.el --- What a reporter does in Emacs, and what must then be seen  -*- lexical-binding: t -*-

;; Run by run.sh with Emacs's --batch and an article that may be changed; ends Emacs with exit code 1 at the
;; first thing that is not so.

;;; Code:

(defvar eglot-sync-connect)
(setq eglot-sync-connect 10
      text-quoting-style 'grave
      make-backup-files nil
      create-lockfiles nil)

(defun check (is-so what)
  (princ (format "%s  %s\n" (if is-so "ok  " "FAIL") what))
  (unless is-so (kill-emacs 1)))

(defun check-eventually (what condition)
  (let ((n 0))
    (while (and (not (funcall condition)) (< n 200))
      (accept-process-output nil 0.05)
      (setq n (1+ n)))
    (check (funcall condition) what)))

(defun check-findings ()
  (flymake-start)
  (sort (mapcar (lambda (it)
                  (buffer-substring-no-properties (flymake-diagnostic-beg it) (flymake-diagnostic-end it)))
                (flymake-diagnostics))
        #'string<))

(add-to-list 'load-path (getenv "NEWSMARK_EMACS"))
(require 'newsmark-mode)

(defun check-last-message ()
  (with-current-buffer "*Messages*"
    (string-trim (buffer-substring (save-excursion (goto-char (point-max)) (forward-line -1) (point)) (point-max)))))

(defun check-says (program sentence)
  (let ((newsmark-program program) (inhibit-message t))
    (find-file (getenv "NEWSMARK_ARTICLE"))
    (check (string-prefix-p (concat "Newsmark: " sentence) (check-last-message))
           (format "Emacs says: %s" (check-last-message)))
    (kill-buffer)))

(check-says "no-such-newsmark" "there is no `no-such-newsmark' on the PATH; install it with `cargo install")
(check-says (getenv "NEWSMARK_OLD") "newsmark 0.0.9 is too old, this mode needs 0.1.0; install it with `cargo install")

(find-file (getenv "NEWSMARK_ARTICLE"))
(check (eq major-mode 'newsmark-mode) "a .news file is an article")
(font-lock-ensure)
(search-forward "4.6")
(check (memq 'newsmark-figure (ensure-list (get-text-property (1- (point)) 'face))) "a figure has its colour")
;; There is no command loop here in which the mode could start the server by itself.
(apply #'eglot (eglot--guess-contact))
(check (eglot-current-server) "the server is connected")
(check-eventually "three findings" (lambda () (equal (check-findings) '("19.4 percent" "4.6 million" "Thursday, April 4, 2025"))))
(princ (format "      %s\n" (check-findings)))

(goto-char (point-min))
(search-forward "422,000")
(backward-char 3)
(let* ((answer (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                                (eglot--TextDocumentPositionParams)))
       (text (plist-get (plist-get answer :contents) :value)))
  (check (string-match-p "a difference of" text) "ElDoc has what was understood"))
(check (string-match-p "4.2 million riders" (format "%s" (eglot-imenu))) "Imenu has the figures")

(goto-char (point-min))
(search-forward "19.4 per")
(let ((action (seq-find (lambda (it) (string-match-p "24.1" (plist-get it :title)))
                        (append (eglot-code-actions (point) (point) nil nil) nil))))
  (check action "there is a fix")
  (eglot-execute (eglot-current-server) action))
(check (save-excursion (goto-char (point-min)) (search-forward "rose 24.1 percent from" nil t)) "it changes the words")
(eglot--signal-textDocument/didChange)
(check-eventually "and the finding goes" (lambda () (equal (check-findings) '("4.6 million" "Thursday, April 4, 2025"))))

;; Eglot starts a server again that has run for some seconds.
(sleep-for (1+ eglot-autoreconnect))
(let* ((before (eglot-current-server))
       (process (jsonrpc--process before)))
  (signal-process process 'SIGKILL)
  (check-eventually "after a kill there is another server"
                    (lambda () (and (eglot-current-server) (not (eq (eglot-current-server) before)))))
  (check-eventually "and it has read the article" (lambda () (equal (check-findings) '("4.6 million" "Thursday, April 4, 2025")))))

(newsmark-facts)
(check (with-current-buffer "*Newsmark facts*" (goto-char (point-min)) (search-forward "4,550,000 to 4,650,000" nil t))
       "the facts are shown")
(newsmark-explain "part-sum")
(check (with-current-buffer "*Newsmark rules*" (goto-char (point-min)) (looking-at "part-sum (error)"))
       "a rule is explained")
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))

;; The grammar, where Emacs can load one.
(when (and (getenv "NEWSMARK_GRAMMAR") (fboundp 'treesit-available-p) (treesit-available-p))
  (setq treesit-extra-load-path (list (getenv "NEWSMARK_GRAMMAR"))
        newsmark-start-server nil)
  (find-file (getenv "NEWSMARK_EVERY_MARK"))
  (check (treesit-parser-list) "the grammar is used")
  (font-lock-ensure)
  (check (not (treesit-node-check (treesit-buffer-root-node) 'has-error)) "it finds no error")
  (dolist (pair '(("What it costs" . font-lock-type-face)
                  ("1.24 million](" . newsmark-figure)
                  ("#riders)" . font-lock-variable-name-face)
                  ("We count on" . font-lock-string-face)
                  ("Ines Marlow, port" . font-lock-type-face)
                  ("note: ask" . font-lock-keyword-face)
                  ("weekday-date \"so" . font-lock-function-call-face)
                  ("slug" . font-lock-property-name-face)
                  ("quieter" . bold)))
    (goto-char (point-min))
    (search-forward (car pair))
    (let ((faces (ensure-list (get-text-property (match-beginning 0) 'face))))
      (check (memq (cdr pair) faces) (format "%s is %s: %s" (car pair) (cdr pair) faces)))))

;;; check.el ends here
