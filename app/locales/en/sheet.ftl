sheet-service = Service
sheet-act = Act
sheet-office = Provider
sheet-applicant = Applicant
sheet-bytes = { $size } bytes
sheet-iin-check-digit = The check digit does not fit; the applicant confirmed the number.
