form-error-summary = Please correct the following
form-error-prefix = Error
form-warning-prefix = Please note
form-optional = optional
form-date-hint = For example: 24.11.2026
form-select-empty = Choose
form-yes = Yes
form-no = No
