Names are given once.
;;; member a
(component)
;;; member a
(component)
