error-damaged-heading = The record of this application is damaged
error-damaged-text = The stored record of this application is damaged, so we do not show it. Your application is registered and its number stays the same. Contact the office and tell it this reference: { $reference }.
case-state-checked = Being checked
