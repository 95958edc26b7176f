sheet-service = Service
sheet-act = Act
sheet-regulation = Regulation
sheet-office = Provider
sheet-bytes = { $size } bytes
sheet-iin-check-digit = The check digit does not fit; the applicant confirmed the number.
