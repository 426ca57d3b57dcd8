;;; newsmark-mode.el --- A copy desk for news articles  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: wp, text
;; URL: https://github.com/newsmark/newsmark
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for articles and the language server `newsmark lsp' by Eglot, which Emacs brings since 29.
;; Warnings show as you type, ElDoc shows what was understood of the words at point, Imenu the outline.
;;
;;   (add-to-list 'load-path "~/newsmark/editors/emacs")
;;   (require 'newsmark-mode)
;;
;; Colours come from patterns, or from the tree-sitter grammar once it is built:
;;
;;   editors/tree-sitter-newsmark/build ~/.emacs.d/tree-sitter/libtree-sitter-newsmark.so

;;; Code:

(require 'eglot)
(require 'flymake)
(require 'treesit nil t)

(defgroup newsmark nil
  "A copy desk for news articles."
  :group 'text)

(defcustom newsmark-program "newsmark"
  "The program that serves, shows facts and explains rules."
  :type 'string)

(defconst newsmark-oldest "0.1.0"
  "The oldest program that this mode works with.")

(defcustom newsmark-start-server t
  "Whether opening an article starts the server."
  :type 'boolean)

(defface newsmark-figure '((t :inherit font-lock-constant-face))
  "Numbers.")

(defface newsmark-source '((t :inherit font-lock-reference-face))
  "Marks of sources.")

(defconst newsmark-font-lock-keywords
  `((,(rx line-start "#" (+ blank) (* nonl)) . 'font-lock-function-name-face)
    (,(rx line-start (+ "#") (+ blank) (* nonl)) . 'font-lock-type-face)
    (,(rx "<!--" (*? anychar) "-->") 0 'font-lock-comment-face t)
    (,(rx "“" (* (not (any "”\n"))) "”") 0 'font-lock-string-face keep)
    (,(rx "[^" (+ (not (any "]\n"))) "]") 0 'newsmark-source t)
    (,(rx word-start (or "TK" "TKTK" "XX" "XXX") word-end) 0 'font-lock-warning-face t)
    (,(rx (? (any "$€£¥")) word-start (+ digit) (* (any ".,") (+ digit))
          (? (or "%" (seq blank (or "percentage points" "percentage point" "percent" "thousand"
                                    "million" "billion" "trillion")))))
     0 'newsmark-figure prepend)
    (,(rx line-start ">" (* nonl)) 0 'font-lock-doc-face keep))
  "Colours by the shape of the text alone.")

;; The grammar is optional, and Emacs may be built without the means to load it.
(declare-function treesit-parser-create "treesit.c")

(defconst newsmark-treesit-rules
  '([(headline) (deck)] @font-lock-function-name-face
    (subhead) @font-lock-type-face
    [(byline) (dateline)] @font-lock-builtin-face
    [(block_quote) (note)] @font-lock-doc-face
    (note_label) @font-lock-warning-face
    (quotation) @font-lock-string-face
    (speaker_name) @font-lock-type-face
    [(heading_mark) (underline) (list_mark) (quote_mark) (end_mark) (table_delimiter)] @font-lock-delimiter-face
    (table_row "|" @font-lock-delimiter-face)
    [(code_span) (code_content) (code_fence) (html_tag) (html_block)] @font-lock-preprocessor-face
    (figure) @newsmark-figure
    (figure_link words: (link_words) @newsmark-figure)
    (figure_target) @font-lock-variable-name-face
    [(footnote_reference) (footnote_id)] @newsmark-source
    [(address) (link_target) (link_label)] @link
    (strong) @bold
    (emphasis) @italic
    (comment) @font-lock-comment-face
    [(note_keyword) (switch_off_keyword)] @font-lock-keyword-face
    (rule) @font-lock-function-call-face
    (placeholder) @font-lock-warning-face
    (key) @font-lock-property-name-face
    (scalar) @font-lock-string-face
    [(amount) (number)] @newsmark-figure
    (figure_name) @font-lock-variable-name-face
    (function) @font-lock-builtin-face
    (source_id) @newsmark-source
    (operator) @font-lock-operator-face
    [(line_comment) (front_matter_mark)] @font-lock-comment-face)
  "Colours by the tree of the grammar, inner ones over outer ones.")

(defun newsmark--use-grammar ()
  "Take colours from the tree-sitter grammar of articles, if it is there."
  (when (and (fboundp 'treesit-ready-p) (treesit-ready-p 'newsmark t))
    (treesit-parser-create 'newsmark)
    (setq-local treesit-font-lock-settings
                (treesit-font-lock-rules :language 'newsmark :feature 'article :override t newsmark-treesit-rules)
                treesit-font-lock-feature-list '((article)))
    (treesit-major-mode-setup)))

(defun newsmark--problem ()
  "Why `newsmark-program' cannot be used, in one sentence; nil if it can."
  (let* ((said (and (executable-find newsmark-program)
                    (with-temp-buffer
                      (call-process newsmark-program nil t nil "--version")
                      (string-trim (buffer-string)))))
         (version (and said (string-match "[0-9]+\\.[0-9]+\\.[0-9]+" said) (match-string 0 said)))
         (why (cond ((null said) (format "there is no `%s' on the PATH" newsmark-program))
                    ((null version) (format "`%s --version' does not answer, it may be too old" newsmark-program))
                    ((version< version newsmark-oldest)
                     (format "%s is too old, this mode needs %s" said newsmark-oldest)))))
    (and why (concat why "; install it with `cargo install --path crates/newsmark' in the Newsmark folder"))))

(defun newsmark--run (name &rest arguments)
  "Show in the buffer NAME what the program says of the text here.
ARGUMENTS are its arguments."
  (let ((text (buffer-substring-no-properties (point-min) (point-max)))
        (output (get-buffer-create name))
        (coding-system-for-read 'utf-8)
        (coding-system-for-write 'utf-8)
        (problem (newsmark--problem)))
    (when problem
      (user-error "Newsmark: %s" problem))
    (with-current-buffer output
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert text)
        (apply #'call-process-region (point-min) (point-max) newsmark-program t t nil arguments)
        (goto-char (point-min)))
      (special-mode)
      (setq truncate-lines t))
    (display-buffer output)))

(defun newsmark-facts ()
  "Show what was understood of the article: figures, quotes, people, sources."
  (interactive)
  (newsmark--run "*Newsmark facts*" "facts" "-"))

(defun newsmark--rule-here ()
  "The code of the rule of a finding in this line, or nil."
  (let* ((findings (flymake-diagnostics (line-beginning-position) (line-end-position)))
         (text (and findings (flymake-diagnostic-text (car findings)))))
    (and text (string-match "newsmark \\[\\([a-z-]+\\)\\]" text) (match-string 1 text))))

(defun newsmark-explain (rule)
  "Show the manual page of RULE, without one the list of all."
  (interactive (list (read-string "Rule (empty for the list): " (newsmark--rule-here))))
  (apply #'newsmark--run "*Newsmark rules*" "explain" (if (string-empty-p rule) nil (list rule))))

(defvar-keymap newsmark-mode-map
  :doc "Keys of `newsmark-mode'."
  "C-c C-f" #'newsmark-facts
  "C-c C-e" #'newsmark-explain
  "C-c C-a" #'eglot-code-actions)

;;;###autoload
(define-derived-mode newsmark-mode text-mode "Newsmark"
  "A mode for news articles."
  (setq-local comment-start "<!-- note: "
              comment-end " -->"
              comment-start-skip "<!--[ \t]*"
              outline-regexp "#+ "
              font-lock-defaults '(newsmark-font-lock-keywords t)
              font-lock-multiline t)
  (newsmark--use-grammar)
  (visual-line-mode)
  (when newsmark-start-server
    (let ((problem (newsmark--problem)))
      (if problem
          (message "Newsmark: %s" problem)
        (eglot-ensure)))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.news\\(?:\\.md\\)?\\'" . newsmark-mode))

(add-to-list 'eglot-server-programs
             `(newsmark-mode . ,(lambda (&rest _) (list newsmark-program "lsp"))))

(provide 'newsmark-mode)

;;; newsmark-mode.el ends here
